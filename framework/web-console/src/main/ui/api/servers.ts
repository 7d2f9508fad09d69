import { call } from './call.ts';
import type { Health, Plugins, Worker } from './types.ts';

export const health = (signal?: AbortSignal) => call<Health>('/health', { signal });

export const plugins = (signal?: AbortSignal) => call<Plugins>('/plugins', { signal });

export const workers = (signal?: AbortSignal) => call<Worker[]>('/workers', { signal });

export type WorkerOrder = 'drain' | 'undrain' | 'retire';

export const order = (worker: string, what: WorkerOrder) =>
  call<Worker>(`/workers/${encodeURIComponent(worker)}/${what}`, { method: 'POST' });
