/**
 * The server's token, and what it allows. It is kept for the tab alone, and stands in headers, never in a URL.
 */

/** `all`, or `read`: look at everything and change nothing. */
export type Access = 'all' | 'read';

const KEY = 'gantry.token';
const ACCESS = 'gantry.access';

let asked = false;
const listeners = new Set<() => void>();

export const token = (): string | null => sessionStorage.getItem(KEY);

/** Whether the server wants a token that it has not been given. */
export const isAsked = (): boolean => asked;

/** Whether calls are answered that change something. A server without a token answers all. */
export const mayChange = (): boolean => sessionStorage.getItem(ACCESS) !== 'read';

export function keep(given: string, access: Access): void {
  sessionStorage.setItem(KEY, given);
  sessionStorage.setItem(ACCESS, access);
  asked = false;
  tell();
}

export function forget(): void {
  sessionStorage.removeItem(KEY);
  sessionStorage.removeItem(ACCESS);
  asked = true;
  tell();
}

/** Take note of what the token allows, as the server says by now. */
export function learn(access: Access): void {
  if (mayChange() === (access === 'all')) return;
  sessionStorage.setItem(ACCESS, access);
  tell();
}

const tell = (): void => listeners.forEach((listener) => listener());

/** Be told when a token is wanted, when one was given, and when it allows something else. */
export function onToken(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
