import { forget, learn, token } from './token.ts';
import type { Fault } from './types.ts';

/** Where the API is: the console stands one folder below it. */
export const API = new URL('..', document.baseURI).pathname.replace(/\/$/, '');

/** The path of a job without the base path, as filters name it. */
export const withoutBase = (path: string): string => path.slice(API.length).replace(/^\//, '');

/** Why a call was refused, in the words of the server. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly faults: Fault[],
    readonly members: Record<string, unknown> = {},
  ) {
    super(detail || title);
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {
  constructor() {
    super('the server does not answer');
  }
}

export type Query = Record<string, string | number | boolean | string[] | undefined>;

export type CallOptions = {
  method?: 'GET' | 'POST' | 'PUT';
  query?: Query | URLSearchParams;
  body?: unknown;
  signal?: AbortSignal;
};

export function address(path: string, query?: Query | URLSearchParams): string {
  const parameters = query instanceof URLSearchParams ? query : parametersOf(query ?? {});
  const text = parameters.toString();
  return `${API}${path}${text ? `?${text}` : ''}`;
}

function parametersOf(query: Query): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '') continue;
    for (const each of Array.isArray(value) ? value : [value]) parameters.append(name, String(each));
  }
  return parameters;
}

export function authorized(headers: Record<string, string> = {}): Record<string, string> {
  const known = token();
  return known ? { ...headers, Authorization: `Bearer ${known}` } : headers;
}

/** Call the server; a refusal is a {@link Problem}. A refusal for want of the token asks for it, too. */
export async function send(path: string, options: CallOptions = {}): Promise<Response> {
  const { method = 'GET', query, body, signal } = options;
  const used = token();
  const headers = authorized(body === undefined ? {} : { 'Content-Type': 'application/json' });
  let response: Response;
  try {
    response = await fetch(address(path, query), {
      method,
      headers,
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    throw signal?.aborted ? error : new Unreachable();
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  const isRefused = response.status === 401 || problem.members.type === 'urn:gantry:bad-token';
  // A token that was given in the meantime is not the one that was refused.
  if (isRefused && used === token()) forget();
  if (problem.members.type === 'urn:gantry:read-only' && used === token()) learn('read');
  throw problem;
}

/** Call the server and read the JSON of the answer. */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  const response = await send(path, options);
  return (await response.json()) as T;
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const { title, detail, errors, ...members } = await response.json();
    return new Problem(response.status, title ?? '', detail ?? '', errors ?? [], members);
  } catch {
    return new Problem(response.status, `status ${response.status}`, 'the server gave no reason', []);
  }
}

/** Have the browser save what a call answers. A link would not do: it cannot carry the token. */
export async function download(path: string, name: string): Promise<void> {
  const response = await send(path);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
