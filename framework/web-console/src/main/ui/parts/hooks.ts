import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** What a call has answered so far; the last answer stays while it is asked again. */
export type Answer<T> = {
  data: T | undefined;
  error: Error | undefined;
  /** Ask again. Calls that come while one is under way are one more afterwards. */
  reload: () => void;
};

/** Ask the server now and whenever `key` changes. */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>, key: string | null): Answer<T> {
  const [state, setState] = useState<{ key: string | null; data?: T; error?: Error }>({ key: null });
  const latest = useRef(ask);
  latest.current = ask;
  const reloader = useRef<() => void>(() => {});
  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    let busy = false;
    let again = false;
    const load = async () => {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      do {
        again = false;
        try {
          const data = await latest.current(abort.signal);
          if (!abort.signal.aborted) setState({ key, data });
        } catch (error) {
          if (!abort.signal.aborted) setState((before) => ({ ...before, key, error: error as Error }));
        }
      } while (again && !abort.signal.aborted);
      busy = false;
    };
    reloader.current = () => void load();
    void load();
    return () => abort.abort();
  }, [key]);
  const reload = useCallback(() => reloader.current(), []);
  const current = state.key === key;
  return { data: current ? state.data : undefined, error: current ? state.error : undefined, reload };
}

/** The time, told again every `millis` while the page is visible. */
export function useNow(millis = 1000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = () => {
      if (!document.hidden) setNow(Date.now());
    };
    const timer = setInterval(tick, millis);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [millis]);
  return now;
}

/** Let listeners of the window see the latest state without being taken away and added with each change. */
export function useWindowEvent<Name extends keyof WindowEventMap>(
  name: Name,
  listener: (event: WindowEventMap[Name]) => void,
): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const forward = (event: WindowEventMap[Name]) => latest.current(event);
    window.addEventListener(name, forward);
    return () => window.removeEventListener(name, forward);
  }, [name]);
}
