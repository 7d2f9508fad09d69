import { alternatives, kindOf, type Schema, whole } from './schema.ts';
import { chosen } from './validate.ts';

type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Replace what is secret in a value; `undefined` takes it out. */
export function redact(schema: Schema | boolean | undefined, value: unknown, root: Schema, by?: string): unknown {
  const at = whole(schema, root);
  if (value === undefined) return undefined;
  if (at.writeOnly) return by;
  const kind = kindOf(at);
  if (kind === 'one-of') {
    const some = alternatives(at) ?? [];
    return redact(some[Math.max(0, chosen(some, value, root))], value, root, by);
  }
  if (kind === 'list' && Array.isArray(value)) return value.map((item) => redact(at.items, item, root, by));
  if ((kind === 'object' || kind === 'map') && isMembers(value)) {
    const kept = Object.entries(value).map(([name, item]): [string, unknown] => [
      name,
      redact(at.properties?.[name] ?? at.additionalProperties, item, root, by),
    ]);
    return Object.fromEntries(kept.filter(([, item]) => item !== undefined));
  }
  return value;
}

/** Put the secrets of one value into another that was redacted and changed since. */
export function withSecretsOf(schema: Schema | boolean | undefined, from: unknown, into: unknown, root: Schema): unknown {
  const at = whole(schema, root);
  if (at.writeOnly) return into ?? from;
  if (kindOf(at) === 'object' && isMembers(into) && isMembers(from)) {
    const merged = { ...into };
    for (const [name, property] of Object.entries(at.properties ?? {})) {
      const value = withSecretsOf(property, from[name], into[name], root);
      if (value !== undefined) merged[name] = value;
    }
    return merged;
  }
  return into;
}

/** Whether a field stands in the form for what a pointer points at. */
export function isShown(schema: Schema, value: unknown, root: Schema, pointer: string): boolean {
  let at = whole(schema, root);
  let part = value;
  for (const raw of pointer.split('/').slice(1)) {
    const name = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    if (kindOf(at) === 'one-of') {
      const some = alternatives(at) ?? [];
      at = whole(some[Math.max(0, chosen(some, part, root))], root);
    }
    const kind = kindOf(at);
    const next =
      kind === 'object'
        ? at.properties?.[name]
        : kind === 'list' && Array.isArray(part) && Number(name) < part.length
          ? at.items
          : kind === 'map' && isMembers(part) && name in part
            ? at.additionalProperties
            : undefined;
    if (next === undefined || part === undefined) return false;
    at = whole(next, root);
    if ('const' in at) return false;
    part = Array.isArray(part) ? part[Number(name)] : isMembers(part) ? part[name] : undefined;
  }
  return true;
}

/** The part of a value that a pointer points at. */
export function partAt(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, name) => (Array.isArray(at) ? at[Number(name)] : isMembers(at) ? at[name] : undefined), value);
}
