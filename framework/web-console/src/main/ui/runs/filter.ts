import type { RunState } from '../api/types.ts';
import { millisOf } from '../parts/time.ts';

/**
 * Which runs are shown: kept in the address, typed as words such as `job:files`, asked for as the query of the API.
 *
 * The names in the address are those of {@link FIELDS}, `state`, `text`, `range`, `from` and `to`.
 */
export type Filter = {
  states: RunState[];
  text: string;
  range: Range;
  /** A bar of the histogram that was chosen. */
  span: { from: string; to: string } | null;
  words: Word[];
};

/** A condition as it is typed and shown. */
export type Word = { field: string; value: string };

export type Range = '15m' | '1h' | '24h' | '7d' | 'all';

export const RANGES: readonly Range[] = ['15m', '1h', '24h', '7d', 'all'];

/** What conditions are called in words, and by the API. */
const FIELDS: Record<string, string> = {
  job: 'path',
  code: 'result',
  took: 'took',
  tag: 'tag',
  project: 'project',
  parent: 'parent',
};

const PARAM = /^param\.[^\s=:]+$/;

const isRange = (text: string | null): text is Range => RANGES.some((range) => range === text);

const isField = (field: string): boolean => field in FIELDS || PARAM.test(field);

export function read(query: URLSearchParams): Filter {
  const range = query.get('range');
  const from = query.get('from');
  const to = query.get('to');
  return {
    states: query.getAll('state') as RunState[],
    text: query.get('text') ?? '',
    range: isRange(range) ? range : 'all',
    span: from && to ? { from, to } : null,
    words: [...query].filter(([field]) => isField(field)).map(([field, value]) => ({ field, value })),
  };
}

export function write(filter: Filter): URLSearchParams {
  const query = new URLSearchParams();
  filter.states.forEach((state) => query.append('state', state));
  filter.words.forEach((word) => query.append(word.field, word.value));
  if (filter.text) query.set('text', filter.text);
  if (filter.range !== 'all') query.set('range', filter.range);
  if (filter.span) {
    query.set('from', filter.span.from);
    query.set('to', filter.span.to);
  }
  return query;
}

/** Read a condition as it is typed: `job:files/**`, `took:>5m`, `param.mode=full`; null if the text is none. */
export function word(typed: string): Word | null {
  const parts = /^([a-z]+):(.+)$/.exec(typed) ?? /^(param\.[^\s=:]+)[=:](.+)$/.exec(typed);
  if (!parts || !isField(parts[1])) return null;
  const [, field, value] = parts;
  if (field === 'job') return { field, value: value.replace(/^\//, '').replace(/\/?\*+$/, '') };
  if (field === 'took') {
    const least = value.replace(/^>=?/, '');
    return millisOf(least) === null ? null : { field, value: least };
  }
  if (field === 'code' && !/^-?\d+$/.test(value)) return null;
  return { field, value };
}

/** A condition as it would be typed. */
export function typed({ field, value }: Word): string {
  if (field === 'took') return `took:>${value}`;
  return PARAM.test(field) ? `${field}=${value}` : `${field}:${value}`;
}

export const isEmpty = (filter: Filter): boolean => write(filter).toString() === '';

/** What the API is asked: the branch or leaf (`within`, if the filter names none), and the query. */
export function asked(filter: Filter, now: number, within = ''): { path: string; query: URLSearchParams } {
  const query = new URLSearchParams();
  let path = within;
  filter.states.forEach((state) => query.append('state', state));
  for (const { field, value } of filter.words) {
    if (field === 'job') path = value;
    else if (field === 'took') query.append('took', `PT${(millisOf(value) ?? 0) / 1000}S`);
    else query.append(FIELDS[field] ?? field, value);
  }
  if (filter.text) query.set('text', filter.text);
  const since = sinceOf(filter.range);
  if (filter.span) {
    query.set('endedSince', filter.span.from);
    query.set('endedUntil', filter.span.to);
  } else if (since) {
    query.set('endedSince', new Date(now - since).toISOString());
  }
  return { path, query };
}

/** How far back a range reaches in milliseconds; null if it has no beginning. */
export const sinceOf = (range: Range): number | null => (range === 'all' ? null : millisOf(range));
