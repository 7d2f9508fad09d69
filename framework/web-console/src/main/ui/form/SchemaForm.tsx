import { Form } from './context.ts';
import { Properties } from './Groups.tsx';
import { type Schema, whole } from './schema/schema.ts';
import type { Errors } from './schema/validate.ts';

type Props = {
  schema: Schema;
  value: unknown;
  base: unknown;
  errors: Errors;
  set: (value: unknown) => void;
  /** Somebody has been at the field of this pointer. */
  touch: (pointer: string) => void;
};

/** The params of a job as fields. */
export function SchemaForm({ schema, value, base, errors, set, touch }: Props) {
  const root = whole(schema, schema);
  const leave = (event: FocusEvent) => {
    const field = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-pointer]') : null;
    if (field?.dataset.pointer !== undefined) touch(field.dataset.pointer);
  };
  return (
    <Form.Provider value={{ root: schema, errors }}>
      <div class="form" onFocusOut={leave}>
        <Properties schema={root} value={value} base={base} set={set} pointer="" />
      </div>
    </Form.Provider>
  );
}
