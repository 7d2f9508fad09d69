import { call } from './call.ts';
import type { Bulk, Counted, Histogram, RunPage } from './types.ts';

const under = (path: string, name: string): string => (path ? `/${path}/${name}` : `/${name}`);

/** A page of the runs of a branch or leaf (its path without the base path; empty: of all). */
export const runs = (path: string, query: URLSearchParams, signal?: AbortSignal) =>
  call<RunPage>(under(path, 'runs'), { query, signal });

export const counts = (path: string, query: URLSearchParams, signal?: AbortSignal) =>
  call<Counted>(under(path, 'counts'), { query, signal });

export const histogram = (path: string, query: URLSearchParams, signal?: AbortSignal) =>
  call<Histogram>(under(path, 'histogram'), { query, signal });

export type BulkOrder = { action: 'cancel' | 'retry' } & (
  | { uuids: string[] }
  | { path?: string; filter: string; expected: number }
);

export const startBulk = (order: BulkOrder) => call<Bulk>('/bulk', { method: 'POST', body: order });

export const bulk = (id: string, signal?: AbortSignal) => call<Bulk>(`/bulk/${id}`, { signal });
