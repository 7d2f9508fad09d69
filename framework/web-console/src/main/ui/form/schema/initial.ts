import { alternatives, choices, kindOf, type Schema, whole } from './schema.ts';

const DEEPEST = 6;

/** What stands in the form before anybody has filled in anything; undefined: nothing. */
export function initial(schema: Schema, root: Schema, required = true, depth = 0): unknown {
  const at = whole(schema, root);
  if ('default' in at) return structuredClone(at.default);
  if ('const' in at) return at.const;
  if (!required || depth > DEEPEST) return undefined;
  switch (kindOf(at)) {
    case 'one-of':
      return initial((alternatives(at) ?? [{}])[0], root, true, depth + 1);
    case 'object':
      return members(at, root, depth);
    case 'map':
      return {};
    case 'list':
      return [];
    case 'boolean':
      return false;
    default:
      return undefined;
  }
}

function members(schema: Schema, root: Schema, depth: number): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const required = (schema.required ?? []).includes(name);
    const value = initial(property, root, required, depth + 1);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** What a new element of a list starts as. */
export function element(schema: Schema, root: Schema): unknown {
  const at = whole(schema, root);
  const value = initial(at, root, true);
  if (value !== undefined) return value;
  const listed = choices(at);
  if (listed) return listed[0]?.value;
  return kindOf(at) === 'text' ? '' : null;
}
