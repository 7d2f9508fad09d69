/** The server's token. It is kept for the tab alone, and stands in headers, never in a URL. */

const KEY = 'gantry.token';

let asked = false;
const listeners = new Set<() => void>();

export const token = (): string | null => sessionStorage.getItem(KEY);

/** Whether the server wants a token that it has not been given. */
export const isAsked = (): boolean => asked;

export function keep(given: string): void {
  sessionStorage.setItem(KEY, given);
  asked = false;
  listeners.forEach((listener) => listener());
}

export function forget(): void {
  sessionStorage.removeItem(KEY);
  asked = true;
  listeners.forEach((listener) => listener());
}

/** Be told when a token is wanted, and when one was given. */
export function onToken(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
