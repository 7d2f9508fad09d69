import type { ComponentChild } from 'preact';
import { Icon } from '../parts/Icon.tsx';
import { ChipsField } from './Choice.tsx';
import { type FieldProps, useForm } from './context.ts';
import { Field } from './Field.tsx';
import { AddButton, Box, useAria } from './Frame.tsx';
import { element, initial } from './schema/initial.ts';
import { idOf } from './schema/pointer.ts';
import { alternatives, choices, escaped, kindOf, type Schema, titleOf, whole } from './schema/schema.ts';
import { chosen } from './schema/validate.ts';

type Members = Record<string, unknown>;

const membersOf = (value: unknown): Members =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Members) : {};

const SMALL_FORMATS = ['date', 'time-local', 'date-time-local', 'integer'];
const SHORT_TEXT = 40;
/** Of letters: choices that are longer need a row of their own. */
const SHORT_CHOICES = 12;

/** Whether a field may stand beside others. */
function isSmall(schema: Schema): boolean {
  const kind = kindOf(schema);
  if (schema.description) return false;
  if (kind === 'integer' || kind === 'number' || kind === 'boolean') return true;
  if (kind === 'choice') return (choices(schema) ?? []).map((choice) => choice.label).join('').length <= SHORT_CHOICES;
  if (kind !== 'text') return false;
  return SMALL_FORMATS.includes(schema.format ?? '') || (schema.maxLength ?? Infinity) <= SHORT_TEXT;
}

/** The fields of an object, small ones side by side. */
export function Properties({ schema, value, base, set, pointer }: Omit<FieldProps, 'name' | 'required'>) {
  const { root } = useForm();
  const members = membersOf(value);
  const rows: ComponentChild[] = [];
  let beside: ComponentChild[] = [];
  const flush = () => {
    if (beside.length > 0) rows.push(<div class="grid2">{beside}</div>);
    beside = [];
  };
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const own = whole(property, root);
    if ('const' in own) continue;
    // What is part of a secret is one, too.
    const part = schema.writeOnly ? { ...own, writeOnly: true } : own;
    const field = (
      <Field
        key={name}
        schema={part}
        value={members[name]}
        base={membersOf(base)[name]}
        set={(next) => set(withMember(members, name, next))}
        pointer={`${pointer}/${escaped(name)}`}
        name={name}
        required={(schema.required ?? []).includes(name)}
      />
    );
    if (isSmall(part)) {
      beside.push(field);
    } else {
      flush();
      rows.push(field);
    }
  }
  flush();
  return <>{rows}</>;
}

function withMember(members: Members, name: string, value: unknown): Members {
  const { [name]: _, ...rest } = members;
  if (value === undefined) return rest;
  return name in members ? { ...members, [name]: value } : { ...rest, [name]: value };
}

const removal = (field: FieldProps): (() => void) | undefined =>
  field.required ? undefined : () => field.set(undefined);

export function ObjectField({ field }: { field: FieldProps }) {
  const { root } = useForm();
  if (field.value === undefined && !field.required) {
    return <AddButton field={field} add={() => field.set(initial(field.schema, root) ?? {})} />;
  }
  return (
    <Box field={field} remove={removal(field)}>
      <Properties {...field} />
    </Box>
  );
}

/** One of several kinds of object. */
export function OneOfField({ field }: { field: FieldProps }) {
  const { root } = useForm();
  const some = alternatives(field.schema) ?? [];
  if (field.value === undefined && !field.required) {
    return <AddButton field={field} add={() => field.set(initial(some[0], root) ?? {})} />;
  }
  const at = Math.max(0, chosen(some, field.value, root));
  const current = whole(some[at], root);
  const id = idOf(field.pointer);
  const title = titleOf({ ...field.schema, title: field.schema.title ?? current.title }, field.name);
  const head = (
    <div class="seg" role="radiogroup" aria-label={title}>
      {some.map((each, i) => (
        <label key={i}>
          <input
            type="radio"
            id={i === 0 ? id : undefined}
            name={id}
            checked={i === at}
            onChange={() => field.set(initial(each, root))}
          />
          {alternativeName(whole(each, root), i)}
        </label>
      ))}
    </div>
  );
  return (
    <Box field={field} head={head} remove={removal(field)}>
      {kindOf(current) === 'object' ? (
        <Properties {...field} schema={current} base={undefined} />
      ) : (
        <Field {...field} schema={current} required />
      )}
    </Box>
  );
}

function alternativeName(schema: Schema, index: number): string {
  const constant = Object.values(schema.properties ?? {}).find((part) => 'const' in part);
  return constant ? String(constant.const) : (schema.title ?? `Kind ${index + 1}`);
}

export function ListField({ field }: { field: FieldProps }) {
  const { root } = useForm();
  const items = whole(field.schema.items, root);
  const some = choices(items);
  const list = Array.isArray(field.value) ? field.value : [];
  if (some && field.schema.uniqueItems) return <ChipsField field={field} some={some} />;
  const name = titleOf(field.schema, field.name).toLowerCase();
  const put = (at: number, value: unknown) => field.set(list.map((each, i) => (i === at ? (value ?? null) : each)));
  const remove = (at: number) => {
    const rest = list.filter((_, i) => i !== at);
    field.set(rest.length === 0 && !field.required && field.schema.default === undefined ? undefined : rest);
  };
  const moveUp = (at: number) =>
    field.set(list.map((each, i) => (i === at - 1 ? list[at] : i === at ? list[at - 1] : each)));
  const most = field.schema.maxItems;
  const head = (
    <>
      <span class="faint small num">{most ? `${list.length} of ${most}` : list.length}</span>
      <button
        type="button"
        class="btn sm"
        id={idOf(field.pointer)}
        disabled={most !== undefined && list.length >= most}
        onClick={() => field.set([...list, element(items, root)])}
      >
        <Icon name="plus" />
        Add <span class="sr">to {name}</span>
      </button>
    </>
  );
  return (
    <Box field={field} head={head}>
      {list.map((value, i) => (
        <div class="item" key={i}>
          <Field
            schema={items}
            value={value}
            base={undefined}
            set={(next) => put(i, next)}
            pointer={`${field.pointer}/${i}`}
            name={`${i + 1}`}
            required
          />
          <div class="row item-acts">
            <button
              type="button"
              class="btn sm ghost ico"
              aria-label={`Move ${i + 1} of ${name} up`}
              disabled={i === 0}
              onClick={() => moveUp(i)}
            >
              <Icon name="up" />
            </button>
            <button
              type="button"
              class="btn sm ghost ico"
              aria-label={`Remove ${i + 1} of ${name}`}
              onClick={() => remove(i)}
            >
              <Icon name="trash" />
            </button>
          </div>
        </div>
      ))}
    </Box>
  );
}

/** Names that the reader chooses, each with a value. */
export function MapField({ field }: { field: FieldProps }) {
  const { root } = useForm();
  const members = membersOf(field.value);
  const names = Object.keys(members);
  const values = whole(field.schema.additionalProperties, root);
  const allowed = field.schema.propertyNames ? choices(whole(field.schema.propertyNames, root)) : null;
  const title = titleOf(field.schema, field.name).toLowerCase();
  const free = allowed?.map((choice) => String(choice.value)).filter((name) => !names.includes(name));
  const put = (next: Members) =>
    field.set(Object.keys(next).length === 0 && !field.required ? undefined : next);
  const add = () => put({ ...members, [free ? free[0] : unusedName(names)]: element(values, root) });
  const rename = (from: string, to: string) =>
    put(Object.fromEntries(Object.entries(members).map(([name, value]) => [name === from ? to : name, value])));
  const head = (
    <button type="button" class="btn sm" id={idOf(field.pointer)} disabled={free?.length === 0} onClick={add}>
      <Icon name="plus" />
      Add <span class="sr">to {title}</span>
    </button>
  );
  return (
    <Box field={field} head={head}>
      {names.map((name, i) => (
        <div class="item" key={i}>
          <div class="entry">
            <NameField
              field={{ ...field, pointer: `${field.pointer}/${escaped(name)}/~name`, value: name, schema: {} }}
              taken={names}
              allowed={allowed?.map((choice) => String(choice.value))}
              label={`Name ${i + 1} of ${title}`}
              rename={(to) => rename(name, to)}
            />
            <Field
              schema={values}
              value={members[name]}
              base={undefined}
              set={(next) => put(withMember(members, name, next ?? null))}
              pointer={`${field.pointer}/${escaped(name)}`}
              name={name || 'value'}
              required
            />
          </div>
          <div class="row item-acts">
            <button
              type="button"
              class="btn sm ghost ico"
              aria-label={`Remove ${name} of ${title}`}
              onClick={() => put(withMember(members, name, undefined))}
            >
              <Icon name="trash" />
            </button>
          </div>
        </div>
      ))}
    </Box>
  );
}

function unusedName(names: string[]): string {
  let number = names.length + 1;
  while (names.includes(`key${number}`)) number++;
  return `key${number}`;
}

type NameProps = {
  field: FieldProps;
  taken: string[];
  allowed: string[] | undefined;
  label: string;
  rename: (to: string) => void;
};

function NameField({ field, taken, allowed, label, rename }: NameProps) {
  const aria = useAria(field);
  const name = String(field.value);
  const change = (to: string) => {
    if (!taken.includes(to)) rename(to);
  };
  if (allowed) {
    const offered = allowed.filter((each) => each === name || !taken.includes(each));
    return (
      <select {...aria} aria-label={label} value={name} onChange={(event) => change(event.currentTarget.value)}>
        {!allowed.includes(name) && <option value={name}>{name}</option>}
        {offered.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...aria}
      type="text"
      class="mono"
      aria-label={label}
      value={name}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
