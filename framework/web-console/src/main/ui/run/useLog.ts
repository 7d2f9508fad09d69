import { useEffect, useRef, useState } from 'preact/hooks';
import { RunCalls } from '../api/run.ts';
import type { Line, LineKind, Run, TreeLine } from '../api/types.ts';
import type { RunId } from './useRun.ts';

const PAGE = 500;
/** Lines beyond these are not kept in the page; they are read again when somebody scrolls to them. */
const MOST_LINES = 20_000;

export type Log = {
  /** Those of a tree say whose they are. */
  lines: (Line | TreeLine)[];
  /** Whether there are earlier ones. */
  hasEarlier: boolean;
  earlier: () => Promise<void>;
};

/** The log of a run from its end: grows as the run goes on, and upwards as it is asked for. */
export function useLog(id: RunId, run: Run | undefined, kinds: LineKind[]): Log {
  const key = `${id.root}/${id.uuid}?${kinds.join(',')}`;
  const [state, setState] = useState<{ key: string; lines: Line[]; hasEarlier: boolean }>({
    key: '',
    lines: [],
    hasEarlier: false,
  });
  const shown = state.key === key ? state : { key, lines: [], hasEarlier: false };
  const calls = new RunCalls(id.root, id.uuid);
  const kind = kinds.join(',') || undefined;
  const busy = useRef(false);
  const known = useRef({ key: '', last: 0, read: 0 });

  const catchUp = async () => {
    if (busy.current) return;
    busy.current = true;
    try {
      if (known.current.key !== key) {
        const page = await calls.lines({ kind, limit: PAGE });
        known.current = { key, last: page.lines[page.lines.length - 1]?.seq ?? 0, read: run?.lastLine ?? 0 };
        setState({ key, lines: page.lines, hasEarlier: page.more });
      }
      for (let more = true; more; ) {
        const page = await calls.lines({ kind, limit: PAGE, after: known.current.last });
        known.current.last = page.lines[page.lines.length - 1]?.seq ?? known.current.last;
        more = page.more;
        if (page.lines.length > 0) {
          setState((before) => ({ ...before, lines: [...before.lines, ...page.lines].slice(-MOST_LINES) }));
        }
      }
    } catch {
      // The next change of the run tries again.
    } finally {
      busy.current = false;
    }
  };
  const lastLine = run?.lastLine ?? -1;
  const wanted = useRef('');
  useEffect(() => {
    wanted.current = `${key} ${lastLine}`;
    const mine = wanted.current;
    const work = async () => {
      // A call for what was wanted before may still be under way.
      while (busy.current && wanted.current === mine) await new Promise((resolve) => setTimeout(resolve, 50));
      if (wanted.current === mine) await catchUp();
    };
    if (lastLine >= 0) void work();
  }, [key, lastLine]);

  const earlier = async () => {
    const first = shown.lines[0]?.seq;
    if (first === undefined || !shown.hasEarlier) return;
    const page = await calls.lines({ kind, limit: PAGE, before: first });
    setState((before) =>
      before.key === key && before.lines[0]?.seq === first
        ? { ...before, lines: [...page.lines, ...before.lines], hasEarlier: page.more }
        : before,
    );
  };
  return { lines: shown.lines, hasEarlier: shown.hasEarlier, earlier };
}
