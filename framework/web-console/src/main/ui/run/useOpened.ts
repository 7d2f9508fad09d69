import { useMemo, useRef, useState } from 'preact/hooks';
import { RunCalls } from '../api/run.ts';
import type { Run } from '../api/types.ts';
import { Heard } from '../live/heard.ts';
import { useRunNews } from '../live/live.ts';
import { type Lane, opened } from './lanes.ts';

const PAGE = 200;

type Loaded = { runs: Run[]; next: string | null };

/** Runs of a group that was opened and of which there are more. */
export type More = {
  shown: number;
  of: number;
  /** The lane behind which they belong. */
  behind: string;
  load: () => void;
};

/** Groups of runs that were opened: read page by page, and changed where they stand. */
export function useOpened(lanes: Lane[]) {
  const [loaded, setLoaded] = useState<ReadonlyMap<string, Loaded>>(new Map());
  const busy = useRef(new Set<string>());
  const heard = useRef(new Heard());
  const page = async (lane: Lane, cursor: string | null): Promise<Loaded> => {
    if (!lane.within) return { runs: [], next: null };
    const { root, uuid } = lane.within;
    const query = { leaf: lane.path, limit: PAGE, cursor: cursor ?? undefined };
    const { runs, next } = await new RunCalls(root, uuid).children(query);
    return { runs: runs.map(heard.current.newest), next };
  };
  const alone = async (key: string, work: () => Promise<void>) => {
    if (busy.current.has(key)) return;
    if (busy.current.size === 0) heard.current.forget();
    busy.current.add(key);
    try {
      await work();
    } catch {
      // Scrolling on, or the next change, tries again.
    } finally {
      busy.current.delete(key);
    }
  };
  const load = (lane: Lane) =>
    alone(lane.key, async () => {
      const { runs, next } = await page(lane, loaded.get(lane.key)?.next ?? null);
      setLoaded((now) => {
        const known = now.get(lane.key)?.runs ?? [];
        return new Map(now).set(lane.key, { runs: [...known, ...runs], next });
      });
    });
  const readAgain = (lane: Lane, least: number) =>
    alone(lane.key, async () => {
      let read = await page(lane, null);
      while (read.next !== null && read.runs.length < least) {
        const { runs, next } = await page(lane, read.next);
        read = { runs: [...read.runs, ...runs], next };
      }
      setLoaded((now) => (now.has(lane.key) ? new Map(now).set(lane.key, read) : now));
    });
  useRunNews(
    (changed) => {
      heard.current.hear(changed);
      const news = new Map(changed.map((run) => [run.uuid, run]));
      for (const [key, { runs }] of loaded) {
        if (!runs.some((run) => news.has(run.uuid))) continue;
        setLoaded((now) => update(now, key, news));
      }
    },
    () => lanes.forEach((lane) => loaded.has(lane.key) && void readAgain(lane, loaded.get(lane.key)?.runs.length ?? 0)),
  );
  const toggle = (lane: Lane) => {
    if (!loaded.has(lane.key)) {
      void load(lane);
      return;
    }
    const rest = new Map(loaded);
    rest.delete(lane.key);
    setLoaded(rest);
  };
  const shown = useMemo(
    () => opened(lanes, new Map([...loaded].map(([key, some]) => [key, some.runs]))),
    [lanes, loaded],
  );
  const partly = lanes.find((lane) => loaded.get(lane.key)?.next);
  const known = partly ? (loaded.get(partly.key)?.runs ?? []) : [];
  const more: More | undefined = partly && {
    shown: known.length,
    of: partly.runs,
    behind: known[known.length - 1]?.uuid ?? partly.key,
    load: () => void load(partly),
  };
  return { shown, open: new Set(loaded.keys()), toggle, more };
}

function update(loaded: ReadonlyMap<string, Loaded>, key: string, news: ReadonlyMap<string, Run>) {
  const some = loaded.get(key);
  if (!some) return loaded;
  return new Map(loaded).set(key, { ...some, runs: some.runs.map((run) => news.get(run.uuid) ?? run) });
}
