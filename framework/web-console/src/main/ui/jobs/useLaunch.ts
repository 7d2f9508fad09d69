import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../api/call.ts';
import { type RunOptions, submit } from '../api/jobs.ts';
import type { Fault } from '../api/types.ts';
import { initial } from '../form/schema/initial.ts';
import { placed } from '../form/schema/pointer.ts';
import type { Schema } from '../form/schema/schema.ts';
import { type Errors, validate } from '../form/schema/validate.ts';
import { isShown, partAt, redact } from '../form/schema/values.ts';
import { draftOf, dropDraft, keepDraft } from './draft.ts';

/** A fault that the server found, and the value that it was found in: another value may have none. */
type Refused = Fault & { value: unknown };

export type Launch = {
  value: unknown;
  base: unknown;
  set: (value: unknown) => void;
  reset: () => void;
  /** Those to be seen now, by pointer; the empty pointer is the whole. */
  errors: Errors;
  /** How many there are, seen or not. */
  wrong: number;
  touch: (pointer: string) => void;
  /** Run the job; the new run, or null if something is wrong. */
  run: (options: RunOptions) => Promise<string | null>;
  busy: boolean;
  /** Why the server did not take it, if it is not for a field. */
  refusal: string;
};

/** What is in the form of a job, what is wrong with it, and how it is run. */
export function useLaunch(path: string, schema: Schema, filled: Record<string, unknown> | null): Launch {
  const base = initial(schema, schema) ?? {};
  const [value, setValue] = useState<unknown>(() => filled ?? draftOf(path) ?? base);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Refused[]>([]);
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const latest = useRef(value);

  const set = (next: unknown) => {
    latest.current = next;
    setValue(next);
    setRefusal('');
    keepDraft(path, redact(schema, next, schema) ?? {});
  };
  useEffect(() => {
    if (filled) set(filled);
  }, [filled]);

  const found = validate(schema, value, schema);
  const shown = (pointer: string) => isShown(schema, value, schema, pointer);
  const own = Object.entries(found)
    .filter(([pointer]) => tried || touched.has(pointer))
    .map(([pointer, detail]) => ({ pointer, detail }));
  const still = refused.filter(
    (fault) => JSON.stringify(partAt(value, fault.pointer)) === JSON.stringify(fault.value),
  );
  const told = [...own, ...still.filter((fault) => !own.some((other) => other.pointer === fault.pointer))];

  const run = async (options: RunOptions): Promise<string | null> => {
    const params = latest.current;
    setTried(true);
    setRefusal('');
    if (Object.keys(validate(schema, params, schema)).length > 0) return null;
    setBusy(true);
    try {
      const { uuid } = await submit(path, params, options);
      dropDraft(path);
      return uuid;
    } catch (error) {
      const faults = error instanceof Problem ? error.faults : [];
      setRefused(faults.map((fault) => ({ ...fault, value: partAt(params, fault.pointer) })));
      if (faults.length === 0) setRefusal((error as Error).message);
      return null;
    } finally {
      setBusy(false);
    }
  };

  return {
    value,
    base,
    set,
    reset: () => {
      set(base);
      dropDraft(path);
      setTouched(new Set());
      setTried(false);
      setRefused([]);
    },
    errors: placed(told, shown),
    wrong: Object.keys(found).length + still.filter((fault) => !(fault.pointer in found)).length,
    touch: (pointer) => setTouched((before) => (before.has(pointer) ? before : new Set([...before, pointer]))),
    run,
    busy,
    refusal,
  };
}
