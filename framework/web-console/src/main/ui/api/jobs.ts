import { call, withoutBase } from './call.ts';
import type { Branch, LeafStatistics } from './types.ts';
import type { Schema } from '../form/schema/schema.ts';

export const tree = (signal?: AbortSignal) => call<{ branches: Branch[] }>('/tree', { signal });

export const statistics = (signal?: AbortSignal) => call<{ leaves: LeafStatistics[] }>('/statistics', { signal });

export const schemaOf = async (path: string, signal?: AbortSignal): Promise<Schema> =>
  (await call<{ postSchema: Schema }>(`/${withoutBase(path)}/post-schema`, { signal })).postSchema;

export type RunOptions = { priority?: string; runAt?: string; description?: string; tags?: string[] };

/** Run a job, named by its path without the base path. */
export const submit = (path: string, params: unknown, options: RunOptions) =>
  call<{ uuid: string }>(`/${path}/job`, {
    method: 'POST',
    body: params,
    query: {
      priority: options.priority,
      runAt: options.runAt,
      description: options.description,
      tag: options.tags ?? [],
    },
  });
