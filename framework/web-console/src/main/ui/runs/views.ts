import { useEffect, useState } from 'preact/hooks';

/** A filter with a name, as the browser keeps it. */
export type View = { name: string; query: string };

const KEY = 'gantry.views';
const MOST = 30;

const listeners = new Set<() => void>();
addEventListener('storage', (event) => event.key === KEY && listeners.forEach((listener) => listener()));

const isView = (value: unknown): value is View => {
  const { name, query } = (value ?? {}) as Partial<View>;
  return typeof name === 'string' && name !== '' && typeof query === 'string';
};

/** The views that are kept, in the order in which they were; what is no view is left out. */
export function views(): View[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

function keepAll(all: View[]): void {
  localStorage.setItem(KEY, JSON.stringify(all.slice(-MOST)));
  listeners.forEach((listener) => listener());
}

/** Keep a view; one of the same name gives way. */
export const keepView = (view: View): void => keepAll([...views().filter((kept) => kept.name !== view.name), view]);

export const forgetView = (name: string): void => keepAll(views().filter((kept) => kept.name !== name));

export function useViews(): View[] {
  const [all, setAll] = useState(views);
  useEffect(() => {
    const listener = () => setAll(views());
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return all;
}
