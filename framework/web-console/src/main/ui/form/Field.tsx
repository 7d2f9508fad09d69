import { BooleanField, ChoiceField } from './Choice.tsx';
import type { FieldProps } from './context.ts';
import { ListField, MapField, ObjectField, OneOfField } from './Groups.tsx';
import { kindOf } from './schema/schema.ts';
import { JsonField, NumberField, TextField } from './Text.tsx';

/** The control for a value of any schema. */
export function Field(field: FieldProps) {
  switch (kindOf(field.schema)) {
    case 'choice':
      return <ChoiceField field={field} />;
    case 'one-of':
      return <OneOfField field={field} />;
    case 'boolean':
      return <BooleanField field={field} />;
    case 'integer':
    case 'number':
      return <NumberField field={field} />;
    case 'text':
      return <TextField field={field} />;
    case 'list':
      return <ListField field={field} />;
    case 'object':
      return <ObjectField field={field} />;
    case 'map':
      return <MapField field={field} />;
    default:
      return <JsonField field={field} />;
  }
}
