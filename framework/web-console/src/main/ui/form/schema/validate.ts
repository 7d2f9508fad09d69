import { isBase64, misfit } from './formats.ts';
import { Unusable } from './unusable.ts';
import { alternatives, choices, escaped, isNullable, kindOf, type Schema, whole } from './schema.ts';

/** What is wrong, by JSON pointer. The server has the last word; this is what it would say, said at once. */
export type Errors = Record<string, string>;

type Tell = (message: string) => void;

export function validate(
  schema: Schema | boolean | undefined,
  value: unknown,
  root: Schema,
  pointer = '',
  errors: Errors = {},
): Errors {
  const at = whole(schema, root);
  const tell: Tell = (message) => {
    errors[pointer] ??= message;
  };
  if (value === undefined) return errors;
  if (value instanceof Unusable) {
    tell(value.why);
    return errors;
  }
  if (value === null) {
    if (!isNullable(at) && kindOf(at) !== 'json') tell('Required');
    return errors;
  }
  const listed = choices(at);
  if ('const' in at && !same(value, at.const)) tell(`Expected ${JSON.stringify(at.const)}`);
  if (listed && !listed.some((choice) => same(choice.value, value))) tell('Choose one of the listed values');
  switch (kindOf(at)) {
    case 'integer':
    case 'number':
      checkNumber(at, value, tell);
      break;
    case 'text':
      checkText(at, value, tell);
      break;
    case 'boolean':
      if (typeof value !== 'boolean') tell('Expected yes or no');
      break;
    case 'list':
      checkList(at, value, root, pointer, errors, tell);
      break;
    case 'object':
    case 'map':
      checkObject(at, value, root, pointer, errors, tell);
      break;
    case 'one-of':
      checkAlternatives(at, value, root, pointer, errors);
      break;
    default:
  }
  return errors;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function checkNumber(schema: Schema, value: unknown, tell: Tell): void {
  if (typeof value !== 'number' || Number.isNaN(value)) {
    tell('Expected a number');
    return;
  }
  if (kindOf(schema) === 'integer' && !Number.isInteger(value)) tell('Expected a whole number');
  if (schema.minimum !== undefined && value < schema.minimum) tell(`Expected at least ${schema.minimum}`);
  if (schema.maximum !== undefined && value > schema.maximum) tell(`Expected at most ${schema.maximum}`);
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum) {
    tell(`Expected more than ${schema.exclusiveMinimum}`);
  }
  if (schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum) {
    tell(`Expected less than ${schema.exclusiveMaximum}`);
  }
  if (schema.multipleOf !== undefined) {
    const times = value / schema.multipleOf;
    if (Math.abs(times - Math.round(times)) > 1e-9) tell(`Expected a multiple of ${schema.multipleOf}`);
  }
}

function checkText(schema: Schema, value: unknown, tell: Tell): void {
  if (typeof value !== 'string') {
    tell('Expected text');
    return;
  }
  const length = [...value].length;
  if (schema.minLength !== undefined && length < schema.minLength) {
    tell(value === '' ? 'Required' : `Expected at least ${characters(schema.minLength)}`);
  }
  if (schema.maxLength !== undefined && length > schema.maxLength) {
    tell(`Expected at most ${characters(schema.maxLength)}`);
  }
  if (schema.pattern !== undefined && !matches(schema.pattern, value)) {
    tell(schema.pattern === '\\S' ? 'Expected text that is not blank' : `Expected text that matches ${schema.pattern}`);
  }
  const expected = schema.format ? misfit(schema.format, value) : null;
  if (expected) tell(`Expected ${expected}`);
  if (schema.contentEncoding === 'base64' && !isBase64(value)) tell('Expected base64');
}

const characters = (count: number): string => `${count} ${count === 1 ? 'character' : 'characters'}`;

/** A pattern of Java that JavaScript does not understand is left to the server. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

function checkList(schema: Schema, value: unknown, root: Schema, pointer: string, errors: Errors, tell: Tell): void {
  if (!Array.isArray(value)) {
    tell('Expected a list');
    return;
  }
  if (schema.minItems !== undefined && value.length < schema.minItems) {
    tell(`Expected at least ${schema.minItems} ${schema.minItems === 1 ? 'element' : 'elements'}`);
  }
  if (schema.maxItems !== undefined && value.length > schema.maxItems) {
    tell(`Expected at most ${schema.maxItems} ${schema.maxItems === 1 ? 'element' : 'elements'}`);
  }
  if (schema.uniqueItems && new Set(value.map((item) => JSON.stringify(item))).size < value.length) {
    tell('Expected elements that differ');
  }
  value.forEach((item, i) => validate(schema.items, item, root, `${pointer}/${i}`, errors));
}

function checkObject(schema: Schema, value: unknown, root: Schema, pointer: string, errors: Errors, tell: Tell): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    tell('Expected an object');
    return;
  }
  const given = value as Record<string, unknown>;
  const properties = schema.properties ?? {};
  for (const name of schema.required ?? []) {
    if (given[name] === undefined) errors[`${pointer}/${escaped(name)}`] ??= 'Required';
  }
  const size = Object.keys(given).length;
  if (schema.minProperties !== undefined && size < schema.minProperties) {
    tell(schema.minProperties === 1 ? 'Expected at least one entry' : `Expected at least ${schema.minProperties} entries`);
  }
  if (schema.maxProperties !== undefined && size > schema.maxProperties) {
    tell(`Expected at most ${schema.maxProperties} entries`);
  }
  for (const [name, item] of Object.entries(given)) {
    const place = `${pointer}/${escaped(name)}`;
    if (schema.propertyNames) {
      const wrong = validate(schema.propertyNames, name, root)[''];
      if (wrong) errors[place] ??= `Name: ${wrong}`;
    }
    if (name in properties) validate(properties[name], item, root, place, errors);
    else if (schema.additionalProperties === false) errors[place] ??= 'Unknown property';
    else validate(schema.additionalProperties, item, root, place, errors);
  }
}

function checkAlternatives(schema: Schema, value: unknown, root: Schema, pointer: string, errors: Errors): void {
  const some = alternatives(schema) ?? [];
  const index = chosen(some, value, root);
  if (index < 0) errors[`${pointer}/${discriminator(some, root)}`] ??= 'Choose one of the alternatives';
  else validate(some[index], value, root, pointer, errors);
}

/** The property by whose constant alternatives are told apart. */
function discriminator(some: Schema[], root: Schema): string {
  const properties = Object.entries(whole(some[0], root).properties ?? {});
  return escaped(properties.find(([, part]) => 'const' in part)?.[0] ?? '');
}

/** Which alternative a value is meant to be: the one whose constant it has, else the one with the fewest errors. */
export function chosen(some: Schema[], value: unknown, root: Schema): number {
  const known = some.map((each) => whole(each, root));
  const constants = known.map((each) => Object.entries(each.properties ?? {}).filter(([, part]) => 'const' in part));
  if (constants.every((parts) => parts.length > 0)) {
    const given = value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
    return constants.findIndex((parts) => parts.every(([name, part]) => same(given[name], part.const)));
  }
  const errors = known.map((each) => Object.keys(validate(each, value, root)).length);
  return errors.indexOf(Math.min(...errors));
}
