import { initial } from '../../main/ui/form/schema/initial.ts';
import { placed } from '../../main/ui/form/schema/pointer.ts';
import { kindOf, type Schema, whole } from '../../main/ui/form/schema/schema.ts';
import { parsedNumber } from '../../main/ui/form/schema/unusable.ts';
import { validate } from '../../main/ui/form/schema/validate.ts';
import { isShown, redact, withSecretsOf } from '../../main/ui/form/schema/values.ts';
import { equal } from './asserts.ts';

/** What job-schema makes of a record with every kind of component, and what it says of bodies: the same files test the server. */
const CORPUS = new URL('../../../../job-schema/src/test/resources/dev/gantry/schema/', import.meta.url);
const read = (name: string) => JSON.parse(Deno.readTextFileSync(new URL(name, CORPUS)));
const everything = read('everything.post-schema.json') as Schema;
const verdicts = read('everything.verdicts.json') as { about: string; body: unknown; faults: string[] }[];

const parts = whole(everything, everything).properties ?? {};
const kind = (name: string) => kindOf(whole(parts[name], everything));

for (const { about, body, faults } of verdicts) {
  Deno.test(`form and server agree: ${about}`, () => {
    equal(Object.keys(validate(everything, body, everything)).sort(), [...faults].sort());
  });
}

Deno.test('every kind of component has its kind of control', () => {
  const kinds = Object.fromEntries(Object.keys(parts).map((name) => [name, kind(name)]));
  equal(kinds, {
    octet: 'integer',
    small: 'integer',
    count: 'integer',
    big: 'integer',
    huge: 'integer',
    single: 'number',
    ratio: 'number',
    price: 'number',
    loud: 'boolean',
    letter: 'text',
    note: 'text',
    tag: 'text',
    lower: 'text',
    mail: 'text',
    color: 'choice',
    'first-name': 'text',
    day: 'text',
    instant: 'text',
    local: 'text',
    clock: 'text',
    pause: 'text',
    id: 'text',
    link: 'text',
    bytes: 'text',
    numbers: 'list',
    names: 'list',
    array: 'list',
    counts: 'map',
    windows: 'map',
    window: 'object',
    grid: 'list',
    maybe: 'integer',
    four: 'integer',
    number: 'integer',
    texts: 'object',
    spans: 'object',
    figure: 'one-of',
    figures: 'list',
    code: 'text',
    password: 'text',
    hidden: 'object',
    anything: 'json',
    tree: 'json',
  });
});

Deno.test('the form begins with the defaults, and with what has to be there', () => {
  equal(initial(everything, everything), {
    count: 7,
    big: 123456789012,
    ratio: 0.5,
    loud: true,
    note: '',
    color: 'red',
    day: '2024-02-29',
    instant: '2024-02-29T12:00:00Z',
    pause: 'PT0.5S',
    numbers: [1, 2],
    counts: {},
    window: { to: '2021-01-01' },
    four: 4,
  });
});

Deno.test('an alternative begins with its constant', () => {
  equal(initial(whole(parts.figure, everything), everything), { kind: 'circle', color: 'red' });
});

Deno.test('secrets are taken out, wherever they are, and put back', () => {
  const value = { note: 'a', password: 'p', figure: { kind: 'square', side: 1, key: 'k' }, window: { key: 'w' } };
  const redacted = redact(everything, value, everything);
  equal(redacted, { note: 'a', figure: { kind: 'square', side: 1 }, window: {} });
  equal(withSecretsOf(everything, value, { note: 'b', window: {} }, everything), {
    note: 'b',
    window: { key: 'w' },
    password: 'p',
  });
});

Deno.test('a fault is shown by the deepest field that there is', () => {
  const value = { counts: { a: 1 }, grid: [[{}]] };
  const shown = (pointer: string) => isShown(everything, value, everything, pointer);
  const faults = [
    { pointer: '/counts/a', detail: 'one' },
    { pointer: '/counts/b', detail: 'two' },
    { pointer: '/grid/0/0/from', detail: 'three' },
    { pointer: '/texts/one', detail: 'four' },
    { pointer: '/nobody', detail: 'five' },
  ];
  equal(placed(faults, shown), {
    '/counts/a': 'one',
    '/counts': 'b: two',
    '/grid/0/0/from': 'three',
    '/texts': 'one: four',
    '': 'nobody: five',
  });
});

Deno.test('a number that a browser would round is not taken', () => {
  equal(parsedNumber('9007199254740991'), 9007199254740991);
  equal(typeof parsedNumber('9007199254740993'), 'object');
  equal(Object.keys(validate(everything, { ...valid(), huge: parsedNumber('9007199254740993') }, everything)), ['/huge']);
});

Deno.test('what a schema says that nobody knows becomes a box for JSON', () => {
  for (const odd of [{}, { type: 'null' }, { not: {} }, { type: 'object' }, { type: 'array', items: true }]) {
    equal(kindOf(odd as Schema), 'json');
  }
});

Deno.test('a schema that refers to itself can be filled in', () => {
  const node: Schema = { $ref: '#/definitions/Node', definitions: {} };
  node.definitions = {
    Node: {
      type: 'object',
      properties: { name: { type: 'string' }, next: { $ref: '#/definitions/Node' } },
      required: ['name', 'next'],
    },
  };
  equal(typeof initial(node, node), 'object');
  equal(Object.keys(validate(node, { name: 'a', next: { name: 'b' } }, node)), ['/next/next']);
});

function valid(): Record<string, unknown> {
  const some = verdicts.find((verdict) => verdict.faults.length === 0);
  return some?.body as Record<string, unknown>;
}
