import type { FieldProps } from './context.ts';
import { Frame, Notes, Required, useAria } from './Frame.tsx';
import { idOf } from './schema/pointer.ts';
import { choices, titleOf } from './schema/schema.ts';

const FEW = 4;
const SHORT_LABELS = 36;

type Choices = { value: unknown; label: string }[];

const isShort = (some: Choices): boolean =>
  some.length <= FEW && some.reduce((sum, choice) => sum + choice.label.length, 0) <= SHORT_LABELS;

/** One of some values: side by side if they are few and short, in a list otherwise. */
export function ChoiceField({ field }: { field: FieldProps }) {
  const some = choices(field.schema) ?? [];
  const at = some.findIndex((choice) => choice.value === field.value);
  return isShort(some) ? <Switch field={field} some={some} at={at} /> : <List field={field} some={some} at={at} />;
}

type Props = { field: FieldProps; some: Choices; at: number };

function Switch({ field, some, at }: Props) {
  const id = idOf(field.pointer);
  const mayBeNone = !field.required && field.schema.default === undefined;
  const all = mayBeNone ? [{ value: undefined, label: '—' }, ...some] : some;
  return (
    <Frame field={field} group>
      <div class="seg" role="radiogroup" aria-labelledby={`${id}-label`}>
        {all.map((choice, i) => (
          <label key={choice.label}>
            <input
              type="radio"
              id={i === 0 ? id : undefined}
              name={id}
              checked={i - (mayBeNone ? 1 : 0) === at}
              onChange={() => field.set(choice.value)}
            />
            {choice.value === undefined ? (
              <>
                <span aria-hidden="true">—</span>
                <span class="sr">none</span>
              </>
            ) : (
              choice.label
            )}
          </label>
        ))}
      </div>
    </Frame>
  );
}

const List = ({ field, some, at }: Props) => (
  <Frame field={field}>
    <select
      {...useAria(field)}
      value={String(at)}
      onChange={(event) => field.set(some[Number(event.currentTarget.value)]?.value)}
    >
      {(at < 0 || !field.required) && <option value="-1">—</option>}
      {some.map((choice, i) => (
        <option key={choice.label} value={String(i)}>
          {choice.label}
        </option>
      ))}
    </select>
  </Frame>
);

/** Yes or no; where neither has to be said, that can be chosen, too. */
export function BooleanField({ field }: { field: FieldProps }) {
  if (!field.required && field.schema.default === undefined) {
    const some = [
      { value: true, label: 'Yes' },
      { value: false, label: 'No' },
    ];
    return <Switch field={field} some={some} at={some.findIndex((choice) => choice.value === field.value)} />;
  }
  return (
    <div class="fld" data-pointer={field.pointer}>
      <label class="sw">
        <input
          type="checkbox"
          role="switch"
          {...useAria(field)}
          checked={field.value === true}
          onChange={(event) => field.set(event.currentTarget.checked)}
        />
        <span class="lb">
          {titleOf(field.schema, field.name)}
          {field.required && <Required />}
        </span>
      </label>
      <Notes field={field} />
    </div>
  );
}

/** Any of some values. */
export function ChipsField({ field, some }: { field: FieldProps; some: Choices }) {
  const list = Array.isArray(field.value) ? field.value : [];
  const id = idOf(field.pointer);
  return (
    <Frame field={field} group>
      <div class="chips" role="group" aria-labelledby={`${id}-label`}>
        {some.map((choice, i) => (
          <label class="chip" key={choice.label}>
            <input
              type="checkbox"
              id={i === 0 ? id : undefined}
              checked={list.includes(choice.value)}
              onChange={(event) =>
                field.set(
                  event.currentTarget.checked
                    ? [...list, choice.value]
                    : list.filter((value) => value !== choice.value),
                )
              }
            />
            {choice.label}
          </label>
        ))}
      </div>
    </Frame>
  );
}
