import { useRef, useState } from 'preact/hooks';
import { RunCalls } from '../api/run.ts';
import type { LineKind, TreeLine } from '../api/types.ts';
import { useRunNews } from '../live/live.ts';
import { useAnswer } from '../parts/hooks.ts';
import { useDelayed } from '../runs/useRunList.ts';
import { merged } from './merged.ts';
import type { Log } from './useLog.ts';
import type { RunId } from './useRun.ts';

const PAGE = 500;
const MOST_AT_ONCE = 1_000;
const MOST_LINES = 20_000;
const NEWS_PAUSE_MILLIS = 700;
/** Lines of several runs do not arrive in the order of their times: so far back is read again. */
const OVERLAP_MILLIS = 5_000;

type Known = { key: string; lines: TreeLine[]; next: string | null };

const NOTHING: Known = { key: '', lines: [], next: null };

/** The logs of a run and of all below it as one, from its end; not read at all unless it is `wanted`. */
export function useTreeLog(id: RunId, kinds: LineKind[], wanted: boolean): Log {
  const key = `${id.root}/${id.uuid}?${kinds.join(',')}`;
  const known = useRef(NOTHING);
  const [, setRead] = useState(0);
  const calls = new RunCalls(id.root, id.uuid);
  const kind = kinds.join(',') || undefined;

  const since = async (moment: number, signal: AbortSignal): Promise<TreeLine[]> => {
    const found: TreeLine[] = [];
    let before: string | undefined;
    do {
      const query = { kind, since: new Date(moment).toISOString(), before, limit: MOST_AT_ONCE };
      const page = await calls.treeLog(query, signal);
      found.unshift(...page.lines);
      before = page.next ?? undefined;
    } while (before && found.length < MOST_LINES);
    return found;
  };
  const answer = useAnswer(
    async (signal) => {
      const last = known.current.key === key ? known.current.lines.at(-1) : undefined;
      if (last) {
        const found = await since(Date.parse(last.timeStamp) - OVERLAP_MILLIS, signal);
        known.current = { ...known.current, lines: merged(known.current.lines, found).slice(-MOST_LINES) };
      } else {
        const page = await calls.treeLog({ kind, limit: PAGE }, signal);
        known.current = { key, lines: page.lines, next: page.next };
      }
      return known.current;
    },
    wanted ? key : null,
  );
  const again = useDelayed(answer.reload, key, NEWS_PAUSE_MILLIS);
  useRunNews((changed) => {
    if (changed.some((run) => run.parent !== null || run.uuid === id.uuid)) again();
  }, answer.reload);

  const shown = wanted && known.current.key === key ? known.current : NOTHING;
  const earlier = async () => {
    if (!shown.next) return;
    const page = await calls.treeLog({ kind, limit: PAGE, before: shown.next });
    if (known.current.key !== key || known.current.next !== shown.next) return;
    known.current = { key, lines: merged(page.lines, known.current.lines), next: page.next };
    setRead((read) => read + 1);
  };
  return { lines: shown.lines, hasEarlier: shown.next !== null, earlier };
}
