import { useEffect, useState } from 'preact/hooks';

/** Where the reader is: everything that a page shows stands in the address, behind the hash. */
export type Route = { page: string; rest: string[]; query: URLSearchParams };

export function parse(hash: string): Route {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page = '', ...rest] = path.split('/').filter(Boolean).map(decodeURIComponent);
  return { page, rest, query: new URLSearchParams(query) };
}

/** The address of a page: `#/jobs/files/import_csv?tab=history`. */
export function link(segments: string[], query?: URLSearchParams | Record<string, string>): string {
  const text = new URLSearchParams(query).toString();
  return `#/${segments.map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

export const jobLink = (path: string, query?: Record<string, string>): string =>
  link(['jobs', ...path.split('/').filter(Boolean)], query);

export const runLink = (root: string, uuid: string, query?: Record<string, string>): string =>
  link(['runs', root, uuid], query);

export const go = (to: string): void => {
  location.hash = to;
};

const listeners = new Set<() => void>();
addEventListener('hashchange', () => listeners.forEach((listener) => listener()));

/** Change the address without a step for the Back button: for what changes with each keystroke. */
export function amend(to: string): void {
  history.replaceState(history.state, '', to);
  listeners.forEach((listener) => listener());
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const listener = () => setHash(location.hash);
    listener();
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return parse(hash);
}
