import { useState } from 'preact/hooks';
import { inWords } from '../parts/time.ts';
import { type FieldProps } from './context.ts';
import { Frame, useAria } from './Frame.tsx';
import { parsedJson, parsedNumber, Unusable } from './schema/unusable.ts';

/** Text that may be longer gets room. */
const LONG_TEXT = 200;
const DURATIONS: [string, string][] = [
  ['PT30S', '30s'],
  ['PT5M', '5m'],
  ['PT1H', '1h'],
  ['P1D', '1d'],
];

const shown = (value: unknown): string =>
  value instanceof Unusable ? value.text : value === undefined || value === null ? '' : String(value);

const placeholder = ({ base, schema, value }: FieldProps): string | undefined =>
  value === undefined && base !== undefined && !schema.writeOnly ? `default: ${shown(base)}` : undefined;

/** Nothing typed is no value; where there is a default for text, it is text without letters. */
function textOf(typed: string, { schema }: FieldProps): unknown {
  if (typed !== '') return typed;
  const isPlain = !schema.format && !schema.contentEncoding && !schema.minLength;
  return isPlain && schema.default !== undefined ? '' : undefined;
}

export function NumberField({ field }: { field: FieldProps }) {
  const { schema, value, set } = field;
  const whole = schema.type === 'integer' || schema.format === 'integer';
  return (
    <Frame field={field}>
      <input
        {...useAria(field)}
        type="number"
        class="num"
        inputMode={whole ? 'numeric' : 'decimal'}
        step={schema.multipleOf ?? (whole ? 1 : 'any')}
        min={schema.minimum}
        max={schema.maximum}
        placeholder={placeholder(field)}
        value={shown(value)}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          set(typed === '' ? undefined : parsedNumber(typed));
        }}
      />
    </Frame>
  );
}

export function TextField({ field }: { field: FieldProps }) {
  const { schema } = field;
  if (schema.writeOnly) {
    return (
      <Frame field={field}>
        <Line field={field} />
      </Frame>
    );
  }
  if (schema.format === 'date-time') return <MomentField field={field} />;
  if (schema.format === 'duration') return <DurationField field={field} />;
  const isLong = (schema.maxLength ?? 0) > LONG_TEXT || schema.contentEncoding !== undefined;
  return <Frame field={field}>{isLong ? <Area field={field} /> : <Line field={field} />}</Frame>;
}

const TYPES: Record<string, { type: string; step?: number }> = {
  date: { type: 'date' },
  'date-time-local': { type: 'datetime-local', step: 1 },
  'time-local': { type: 'time', step: 1 },
  email: { type: 'email' },
  uri: { type: 'url' },
};

function Line({ field }: { field: FieldProps }) {
  const { schema, value, set } = field;
  const look = schema.writeOnly ? { type: 'password' } : (TYPES[schema.format ?? ''] ?? { type: 'text' });
  return (
    <input
      {...useAria(field)}
      {...look}
      class={schema.format === 'uuid' ? 'mono' : undefined}
      autocomplete={schema.writeOnly ? 'new-password' : 'off'}
      placeholder={placeholder(field)}
      value={shown(value)}
      onInput={(event) => set(textOf(event.currentTarget.value, field))}
    />
  );
}

const Area = ({ field }: { field: FieldProps }) => (
  <textarea
    {...useAria(field)}
    rows={3}
    placeholder={placeholder(field)}
    value={shown(field.value)}
    onInput={(event) => field.set(textOf(event.currentTarget.value, field))}
  />
);

/** A moment is picked in the reader's time and kept in UTC. */
function MomentField({ field }: { field: FieldProps }) {
  const { value, set } = field;
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  const local = Number.isNaN(at) ? '' : new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString();
  return (
    <Frame field={field}>
      <div class="row">
        <input
          {...useAria(field)}
          type="datetime-local"
          step={1}
          value={local.slice(0, 19)}
          onInput={(event) => {
            const picked = event.currentTarget.value;
            set(picked ? new Date(picked).toISOString() : undefined);
          }}
        />
        <button type="button" class="btn sm" onClick={() => set(new Date().toISOString())}>
          Now
        </button>
      </div>
      {value !== undefined && <div class="hint mono">{shown(value)}</div>}
    </Frame>
  );
}

function DurationField({ field }: { field: FieldProps }) {
  const { value, set } = field;
  const words = typeof value === 'string' ? inWords(value) : null;
  return (
    <Frame field={field}>
      <input
        {...useAria(field)}
        type="text"
        class="mono"
        autocomplete="off"
        placeholder={placeholder(field) ?? 'PT30M'}
        value={shown(value)}
        onInput={(event) => set(event.currentTarget.value || undefined)}
      />
      <div class="row small faint chips-row">
        {words && <span>= {words}</span>}
        <span class="grow" />
        {DURATIONS.map(([duration, label]) => (
          <button key={duration} type="button" class="btn sm ghost" onClick={() => set(duration)}>
            {label}
          </button>
        ))}
      </div>
    </Frame>
  );
}

/** For what the form has no other control for: any value as JSON. */
export function JsonField({ field }: { field: FieldProps }) {
  const { value, set } = field;
  const [typed, setTyped] = useState('');
  const meant = typed.trim() === '' ? undefined : parsedJson(typed);
  const text = JSON.stringify(meant) === JSON.stringify(value) ? typed : JSON.stringify(value, null, 2);
  return (
    <Frame field={field}>
      <textarea
        {...useAria(field)}
        class="mono"
        rows={3}
        spellcheck={false}
        placeholder={'any JSON: "text", 1, {"a": []}'}
        value={text}
        onInput={(event) => {
          const now = event.currentTarget.value;
          setTyped(now);
          set(now.trim() === '' ? undefined : parsedJson(now));
        }}
      />
    </Frame>
  );
}
