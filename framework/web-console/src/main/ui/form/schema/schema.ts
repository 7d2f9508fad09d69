/** A JSON Schema, as far as the form looks at it. What stands in one and is not named here is passed over. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  title?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  minProperties?: number;
  maxProperties?: number;
  items?: Schema | boolean;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  contentEncoding?: string;
  writeOnly?: boolean;
  readOnly?: boolean;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  definitions?: Record<string, Schema>;
  $defs?: Record<string, Schema>;
};

/** What the form is asked to fill in, by what kind of control. */
export type Kind = 'integer' | 'number' | 'text' | 'boolean' | 'choice' | 'one-of' | 'object' | 'map' | 'list' | 'json';

const DEEPEST_REFERENCE = 32;

/** The schema itself, with what it refers to and all of what it is made up of laid over one another. */
export function whole(schema: Schema | boolean | undefined, root: Schema): Schema {
  let at: Schema = typeof schema === 'object' ? schema : {};
  for (let i = 0; at.$ref !== undefined && i < DEEPEST_REFERENCE; i++) {
    const { $ref, ...besides } = at;
    at = { ...(referred($ref, root) ?? {}), ...besides };
  }
  const { allOf, ...rest } = at;
  return (allOf ?? []).reduce<Schema>((sum, part) => overlay(sum, whole(part, root)), rest);
}

function referred(reference: string, root: Schema): Schema | undefined {
  const names = reference.replace(/^#\/?/, '').split('/').filter(Boolean);
  const found = names.reduce<unknown>((at, name) => member(at, unescaped(name)), root);
  return found as Schema | undefined;
}

const member = (of: unknown, name: string): unknown =>
  of !== null && typeof of === 'object' ? (of as Record<string, unknown>)[name] : undefined;

function overlay(below: Schema, above: Schema): Schema {
  const properties = { ...below.properties, ...above.properties };
  const required = [...new Set([...(below.required ?? []), ...(above.required ?? [])])];
  return {
    ...below,
    ...above,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

export const escaped = (name: string | number): string => String(name).replaceAll('~', '~0').replaceAll('/', '~1');
const unescaped = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');

/** The alternatives of a value: objects of which one has to be chosen. */
export const alternatives = (schema: Schema): Schema[] | undefined => schema.oneOf ?? schema.anyOf;

export const isNullable = (schema: Schema): boolean => Array.isArray(schema.type) && schema.type.includes('null');

/** The values that may be chosen; null if they are not listed. */
export function choices(schema: Schema): { value: unknown; label: string }[] | null {
  if (schema.enum) return schema.enum.map((value) => ({ value, label: String(value) }));
  const some = alternatives(schema);
  if (some && some.every((each) => 'const' in each)) {
    return some.map((each) => ({ value: each.const, label: each.title ?? String(each.const) }));
  }
  return null;
}

/** What kind of control a whole schema needs; `json` if the form does not understand it. */
export function kindOf(schema: Schema): Kind {
  if (choices(schema)) return 'choice';
  if (alternatives(schema)) return 'one-of';
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type;
  switch (type) {
    case 'integer':
      return 'integer';
    case 'number':
      return schema.format === 'integer' ? 'integer' : 'number';
    case 'string':
      return 'text';
    case 'boolean':
      return 'boolean';
    case 'array':
      return typeof schema.items === 'object' ? 'list' : 'json';
    case 'object':
      if (schema.properties) return 'object';
      return typeof schema.additionalProperties === 'object' ? 'map' : 'json';
    default:
      return schema.properties ? 'object' : 'json';
  }
}

/** What a value is called: its title, or its name made readable. */
export function titleOf(schema: Schema, name: string): string {
  const title = schema.title && schema.title !== name ? schema.title : readable(name);
  return title;
}

const readable = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`)
    .replace(/[_-]+/g, ' ')
    .replace(/^./, (first) => first.toUpperCase());

/** What kind of value is wanted, in a few letters: `integer 1…9`, `date`. */
export function hintOf(schema: Schema): string {
  const kind = kindOf(schema);
  if (kind === 'choice') return '';
  const low = schema.minimum ?? (schema.exclusiveMinimum !== undefined ? `>${schema.exclusiveMinimum}` : undefined);
  const high = schema.maximum ?? (schema.exclusiveMaximum !== undefined ? `<${schema.exclusiveMaximum}` : undefined);
  const range = low !== undefined || high !== undefined ? ` ${low ?? ''}…${high ?? ''}` : '';
  const length = schema.maxLength ? ` ≤ ${schema.maxLength}` : '';
  const name = schema.writeOnly ? 'secret' : schema.contentEncoding ? schema.contentEncoding : schema.format;
  return `${name ?? (kind === 'one-of' ? 'one of' : kind)}${range}${length}`;
}
