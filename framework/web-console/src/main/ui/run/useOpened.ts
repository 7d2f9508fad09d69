import { useMemo, useRef, useState } from 'preact/hooks';
import { RunCalls } from '../api/run.ts';
import { Heard } from '../live/heard.ts';
import { useRunNews } from '../live/live.ts';
import { type Loaded, readOn, told } from './arrivals.ts';
import { type Lane, opened } from './lanes.ts';

const PAGE = 200;

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
    return new RunCalls(root, uuid).children(query);
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
      const read = await page(lane, loaded.get(lane.key)?.next ?? null);
      const since = [...heard.current.all()];
      setLoaded((now) => new Map(now).set(lane.key, told(readOn(now.get(lane.key), read), lane, since)));
    });
  const readAgain = (lane: Lane, least: number) =>
    alone(lane.key, async () => {
      let read = await page(lane, null);
      while (read.next !== null && read.runs.length < least) {
        read = readOn(read, await page(lane, read.next));
      }
      const whole = told(read, lane, heard.current.all());
      setLoaded((now) => (now.has(lane.key) ? new Map(now).set(lane.key, whole) : now));
    });
  useRunNews(
    (changed) => {
      heard.current.hear(changed);
      const parents = new Set(changed.map((run) => run.parent));
      for (const lane of lanes) {
        if (!lane.within || !parents.has(lane.within.uuid)) continue;
        setLoaded((now) => {
          const some = now.get(lane.key);
          return some ? new Map(now).set(lane.key, told(some, lane, changed)) : now;
        });
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
