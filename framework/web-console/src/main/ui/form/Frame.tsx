import type { ComponentChildren } from 'preact';
import { Icon } from '../parts/Icon.tsx';
import { type FieldProps, useForm } from './context.ts';
import { idOf } from './schema/pointer.ts';
import { hintOf, titleOf } from './schema/schema.ts';

const isChanged = ({ value, base }: FieldProps): boolean =>
  base !== undefined && JSON.stringify(value) !== JSON.stringify(base);

/** What a control needs so that its label, its description and its error are read out with it. */
export function useAria(field: FieldProps) {
  const { errors } = useForm();
  const id = idOf(field.pointer);
  const about = [field.schema.description && `${id}-about`, errors[field.pointer] && `${id}-error`];
  return {
    id,
    'aria-invalid': errors[field.pointer] ? true : undefined,
    'aria-required': field.required || undefined,
    'aria-describedby': about.filter(Boolean).join(' ') || undefined,
    disabled: field.schema.readOnly,
  };
}

export const Required = () => (
  <span class="req" aria-hidden="true">
    {' *'}
  </span>
);

type Props = { field: FieldProps; group?: boolean; children: ComponentChildren };

/** A control with its label before, description and error behind. */
export function Frame({ field, group = false, children }: Props) {
  const { schema, name, pointer, required } = field;
  const id = idOf(pointer);
  const label = (
    <>
      <span>
        {titleOf(schema, name)}
        {required && <Required />}
      </span>
      {isChanged(field) && (
        <span class="changed" title="Changed from the default">
          <span class="sr">changed</span>
        </span>
      )}
      <span class="ty" aria-hidden="true">
        {hintOf(schema)}
      </span>
    </>
  );
  return (
    <div class="fld" data-pointer={pointer}>
      {group ? (
        <div class="lb" id={`${id}-label`}>
          {label}
        </div>
      ) : (
        <label class="lb" for={id}>
          {label}
        </label>
      )}
      {children}
      <Notes field={field} />
    </div>
  );
}

/** The description of a field, and what is wrong with it. */
export function Notes({ field }: { field: FieldProps }) {
  const id = idOf(field.pointer);
  const error = useForm().errors[field.pointer];
  return (
    <>
      {field.schema.description && (
        <div class="hint" id={`${id}-about`}>
          {field.schema.description}
        </div>
      )}
      {error && (
        <div class="err" id={`${id}-error`} role="alert">
          <Icon name="warn" />
          {error}
        </div>
      )}
    </>
  );
}

type BoxProps = {
  field: FieldProps;
  head?: ComponentChildren;
  /** Takes the whole box away; undefined if it has to be there. */
  remove?: () => void;
  children: ComponentChildren;
};

/** A group of fields in a box. */
export function Box({ field, head, remove, children }: BoxProps) {
  const title = titleOf(field.schema, field.name);
  return (
    <fieldset class="grp" data-pointer={field.pointer} aria-label={title}>
      <div class="gh">
        <span>
          {title}
          {field.required && <Required />}
        </span>
        <span class="grow" />
        {head}
        {remove && (
          <button type="button" class="btn sm ghost ico" aria-label={`Remove ${title}`} onClick={remove}>
            <Icon name="trash" />
          </button>
        )}
      </div>
      <div class="gb">
        <Notes field={field} />
        {children}
      </div>
    </fieldset>
  );
}

/** In place of a box that need not be there. */
export const AddButton = ({ field, add }: { field: FieldProps; add: () => void }) => (
  <div data-pointer={field.pointer}>
    <button type="button" class="btn sm" id={idOf(field.pointer)} onClick={add}>
      <Icon name="plus" />
      Add {titleOf(field.schema, field.name).toLowerCase()}
    </button>
    <Notes field={field} />
  </div>
);
