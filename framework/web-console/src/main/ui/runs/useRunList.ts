import { useEffect, useRef, useState } from 'preact/hooks';
import { runs as ask } from '../api/runs.ts';
import type { Run } from '../api/types.ts';
import { Heard } from '../live/heard.ts';
import { useRunNews } from '../live/live.ts';
import { asked, type Filter, write } from './filter.ts';

const PAGE = 200;
/** A page may come short and yet not be the last: so often is the next one asked for before the reader decides. */
const SHORT_PAGES = 10;
const NEWS_PAUSE_MILLIS = 700;
/** How many rows are read again after a break: a page that was scrolled far down stays where it was. */
const READ_AGAIN = 20_000;

/** Runs as they are shown. Rows change where they stand; what is new waits until it is asked for. */
export type RunList = {
  runs: Run[];
  /** New runs that are not shown yet. */
  fresh: Run[];
  showFresh: () => void;
  hasMore: boolean;
  more: () => void;
  loading: boolean;
  error: Error | undefined;
};

type Loaded = { key: string; runs: Run[]; next: string | null };

const NOTHING: Loaded = { key: '', runs: [], next: null };

/** The list that was shown last, so that Back finds it as it was left. */
let left: Loaded = NOTHING;

export function useRunList(filter: Filter, within: string): RunList {
  const key = `${within}?${write(filter)}`;
  const [loaded, setLoaded] = useState<Loaded>(left.key === key ? left : NOTHING);
  const [fresh, setFresh] = useState<Run[]>([]);
  const [loading, setLoading] = useState(true);
  const [error, setError] = useState<Error>();
  const shown = loaded.key === key ? loaded : NOTHING;
  left = shown.key ? shown : left;

  const heard = useRef(new Heard());
  const load = async (cursor: string | null, least: number, signal: AbortSignal) => {
    const found: Run[] = [];
    let next = cursor;
    for (let i = 0; i < SHORT_PAGES + least / PAGE; i++) {
      const { path, query } = asked(filter, Date.now(), within);
      query.set('limit', String(PAGE));
      if (next) query.set('cursor', next);
      const page = await ask(path, query, signal);
      found.push(...page.runs.map(heard.current.newest));
      next = page.next;
      if (next === null || found.length >= least) break;
    }
    return { runs: found, next };
  };

  const job = useRef(new AbortController());
  const start = async (work: (signal: AbortSignal) => Promise<void>) => {
    job.current.abort();
    const abort = new AbortController();
    job.current = abort;
    heard.current.forget();
    setLoading(true);
    try {
      await work(abort.signal);
      if (!abort.signal.aborted) setError(undefined);
    } catch (failure) {
      if (!abort.signal.aborted) setError(failure as Error);
    } finally {
      if (!abort.signal.aborted) setLoading(false);
    }
  };

  const readAgain = (least: number) =>
    start(async (signal) => {
      const page = await load(null, Math.max(1, Math.min(least, READ_AGAIN)), signal);
      if (signal.aborted) return;
      setLoaded({ key, ...page });
      setFresh([]);
    });

  useEffect(() => {
    setFresh([]);
    void readAgain(shown.runs.length);
    return () => job.current.abort();
  }, [key]);

  const lookForFresh = useDelayed(async () => {
    const known = new Set(shown.runs.map((run) => run.uuid));
    const newest = shown.runs[0]?.createdAt ?? '';
    const page = await load(null, 1, new AbortController().signal);
    const unknown = page.runs.filter((run) => !known.has(run.uuid) && run.createdAt >= newest);
    if (shown.runs.length === 0) setLoaded({ key, ...page });
    else setFresh(unknown);
  }, key);

  useRunNews(
    (changed) => {
      heard.current.hear(changed);
      const news = new Map(changed.map((run) => [run.uuid, run]));
      const isShown = shown.runs.some((run) => news.has(run.uuid));
      if (isShown) {
        setLoaded((before) => ({ ...before, runs: before.runs.map((run) => news.get(run.uuid) ?? run) }));
      }
      const newest = shown.runs[0]?.createdAt ?? '';
      const known = new Set([...shown.runs, ...fresh].map((run) => run.uuid));
      if (changed.some((run) => !known.has(run.uuid) && run.createdAt >= newest)) lookForFresh();
    },
    () => void readAgain(shown.runs.length),
  );

  return {
    runs: shown.runs,
    fresh,
    showFresh: () => void readAgain(PAGE),
    hasMore: shown.next !== null,
    more: () => {
      if (loading || shown.next === null) return;
      void start(async (signal) => {
        const page = await load(shown.next, 1, signal);
        if (signal.aborted) return;
        setLoaded((before) => ({ key, runs: [...before.runs, ...page.runs], next: page.next }));
      });
    },
    loading,
    error,
  };
}

/** Do something a while after it was first wanted, once; not at all if `key` has changed by then. */
export function useDelayed(act: () => unknown, key: string, millis = NEWS_PAUSE_MILLIS): () => void {
  const latest = useRef(act);
  latest.current = act;
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [key]);
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, millis);
  };
}
