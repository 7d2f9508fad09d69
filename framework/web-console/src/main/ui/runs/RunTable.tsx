import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Run } from '../api/types.ts';
import { useNow } from '../parts/hooks.ts';
import { useWindowed } from '../parts/windowed.ts';
import { useKeys } from '../shell/keys.ts';
import { go } from '../shell/router.ts';
import { useStatistics } from '../shell/shared.ts';
import { linkOf, RunRow } from './RunRow.tsx';
import type { RunList } from './useRunList.ts';

/** So many rows before the last one more are asked for. */
const AHEAD = 40;
const FIRST_ROW_HEIGHT = 32;

export type Selection = {
  uuids: ReadonlySet<string>;
  change: (uuids: ReadonlySet<string>) => void;
  act: (action: 'cancel' | 'retry', runs: Run[]) => void;
};

/** Whoever may not do anything with runs selects none. */
type Props = { list: RunList; selection: Selection | false };

/** The run that the keys were at, so that Back finds it again. */
let leftAt: string | null = null;

export function RunTable({ list, selection }: Props) {
  const { runs } = list;
  const body = useRef<HTMLTableSectionElement>(null);
  const [rowHeight, setRowHeight] = useState(FIRST_ROW_HEIGHT);
  const [at, setAt] = useState<string | null>(leftAt);
  const anchor = useRef<string | null>(null);
  const now = useNow();
  const usual = useStatistics().data;
  const view = useWindowed(body, runs.length, rowHeight);
  const current = Math.max(
    0,
    runs.findIndex((run) => run.uuid === at),
  );
  leftAt = at;

  useLayoutEffect(() => {
    const row = body.current?.querySelector<HTMLElement>('tr[aria-rowindex]');
    if (row && row.offsetHeight > 0 && row.offsetHeight !== rowHeight) setRowHeight(row.offsetHeight);
  });
  useEffect(() => {
    if (list.hasMore && view.to > runs.length - AHEAD) list.more();
  }, [view.to, runs.length, list.hasMore, list.loading]);

  const select = (uuid: string, range: boolean) => {
    if (!selection) return;
    const next = new Set(selection.uuids);
    const from = runs.findIndex((run) => run.uuid === anchor.current);
    const to = runs.findIndex((run) => run.uuid === uuid);
    if (range && from >= 0) {
      runs.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((run) => next.add(run.uuid));
    } else if (!next.delete(uuid)) {
      next.add(uuid);
    }
    anchor.current = uuid;
    selection.change(next);
  };
  const move = (step: number) => {
    const to = Math.max(0, Math.min(runs.length - 1, at === null ? 0 : current + step));
    if (!runs[to]) return;
    setAt(runs[to].uuid);
    showRow(body.current, to, rowHeight);
  };
  const act = (action: 'cancel' | 'retry') => {
    if (!selection) return;
    const { uuids } = selection;
    selection.act(action, uuids.size > 0 ? runs.filter((run) => uuids.has(run.uuid)) : at ? [runs[current]] : []);
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: (event) => {
      if (event.target instanceof HTMLElement && event.target.closest('a,button')) event.target.click();
      else if (at && runs[current]) go(linkOf(runs[current]));
    },
    x: () => at && select(at, false),
    X: () => at && select(at, true),
    r: () => act('retry'),
    c: () => act('cancel'),
    n: list.showFresh,
  });

  const all = selection && runs.length > 0 && runs.every((run) => selection.uuids.has(run.uuid));
  return (
    <table class="runs" aria-label="Runs" aria-rowcount={list.hasMore ? -1 : runs.length + 1} aria-busy={list.loading}>
      <colgroup>
        {[...(selection ? ['x'] : []), 's', 'j', 'i', 'p', 'w', 'd', 'k'].map((name) => (
          <col key={name} class={`w-${name}`} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {selection && (
            <th>
              <input
                type="checkbox"
                aria-label="Select all that are loaded"
                checked={all}
                onChange={() => selection.change(all ? new Set() : new Set(runs.map((run) => run.uuid)))}
              />
            </th>
          )}
          <th>State</th>
          <th>Job</th>
          <th>Run</th>
          <th>Progress</th>
          <th class="r">Started</th>
          <th class="r">Took</th>
          <th>Worker</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {view.before > 0 && <tr class="room" aria-hidden="true" style={{ height: `${view.before}px` }} />}
        {runs.slice(view.from, view.to).map((run, i) => (
          <RunRow
            key={run.uuid}
            run={run}
            index={view.from + i}
            now={now}
            usual={usual?.get(run.path)}
            current={run.uuid === at}
            selected={selection ? selection.uuids.has(run.uuid) : undefined}
            select={(range) => select(run.uuid, range)}
            open={() => {
              setAt(run.uuid);
              leftAt = run.uuid;
              go(linkOf(run));
            }}
          />
        ))}
        {view.after > 0 && <tr class="room" aria-hidden="true" style={{ height: `${view.after}px` }} />}
      </tbody>
    </table>
  );
}

function showRow(body: HTMLElement | null, index: number, rowHeight: number): void {
  const scroller = body?.closest('main');
  if (!body || !scroller) return;
  const view = scroller.getBoundingClientRect();
  const top = body.getBoundingClientRect().top + index * rowHeight;
  const headRoom = 2 * rowHeight;
  if (top - headRoom < view.top) scroller.scrollTop += top - headRoom - view.top;
  if (top + headRoom > view.bottom) scroller.scrollTop += top + headRoom - view.bottom;
}
