import type { Attempt, Line } from '../api/types.ts';
import { Tabs } from '../parts/Tabs.tsx';
import { count } from '../parts/time.ts';
import { useKeys } from '../shell/keys.ts';
import { Graph } from './Graph.tsx';
import type { Lane } from './lanes.ts';
import { Timeline } from './Timeline.tsx';
import { useOpened } from './useOpened.ts';

type View = 'timeline' | 'graph';

type Props = {
  lanes: Lane[];
  now: number;
  marks: Line[];
  attempts: Attempt[];
  focused: string;
  focus: (lane: Lane) => void;
  view: View;
  setView: (view: View) => void;
  cursor: number | null;
  point: (at: number | null) => void;
};

/** The run and what is below it, over time or as a graph. Both have the same focus. */
export function Work({ lanes, now, marks, attempts, focused, focus, view, setView, cursor, point }: Props) {
  const { shown, more, toggle, open } = useOpened(lanes);
  const choose = (lane: Lane) => (lane.within ? toggle(lane) : focus(lane));
  const step = (by: number) => {
    const single = shown.filter((lane) => lane.id !== null);
    const at = single.findIndex((lane) => lane.key === focused);
    const to = single[Math.max(0, Math.min(single.length - 1, at + by))];
    if (to) focus(to);
  };
  useKeys({
    '[': () => step(-1),
    ']': () => step(1),
    t: () => setView(view === 'timeline' ? 'graph' : 'timeline'),
  });
  return (
    <section class="card full" aria-label="Work">
      <div class="ch">
        <h2>Work</h2>
        <Tabs
          tabs={[
            { name: 'timeline', label: 'Timeline' },
            { name: 'graph', label: 'Graph' },
          ]}
          chosen={view}
          choose={setView}
          label="Work as"
          look="switch"
          panel="work"
        />
        <span class="grow" />
        {view === 'timeline' && <Legend />}
      </div>
      <div id="work" role="tabpanel" aria-label={view}>
        {view === 'timeline' ? (
          <Timeline
            lanes={shown}
            now={now}
            marks={marks}
            attempts={attempts}
            focused={focused}
            focus={choose}
            open={open}
            cursor={cursor}
            point={point}
            more={more}
          />
        ) : (
          <Graph lanes={shown} focused={focused} focus={choose} />
        )}
        {more && (
          <button type="button" class="btn sm more" onClick={more.load}>
            {count(more.shown)} of {count(more.of)} shown, more
          </button>
        )}
      </div>
    </section>
  );
}

const Legend = () => (
  <span class="row small faint hide-s legend" aria-hidden="true">
    <span class="row">
      <i class="q" />
      waiting
    </span>
    <span class="row">
      <i class="f-run" />
      running
    </span>
    <span class="row">
      <i class="f-fail" />
      failed
    </span>
    <span>▼ warning or error</span>
  </span>
);
