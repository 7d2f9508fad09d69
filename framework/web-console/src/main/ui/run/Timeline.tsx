import { useEffect, useRef } from 'preact/hooks';
import type { Attempt, Line } from '../api/types.ts';
import { Icon } from '../parts/Icon.tsx';
import { percent } from '../parts/status.tsx';
import { clock, took } from '../parts/time.ts';
import { useWindowed } from '../parts/windowed.ts';
import { statusOfAttempt } from './Attempts.tsx';
import { type Lane, type Span, spanOf, ticksOf } from './lanes.ts';
import type { More } from './useOpened.ts';

const LANE_HEIGHT = 28;
const PHONE_LANE_HEIGHT = 44;
/** So many lanes before the last one that is known more are asked for. */
const AHEAD = 40;

export type Choose = { focused: string; focus: (lane: Lane) => void; open: ReadonlySet<string> };

type Props = Choose & {
  lanes: Lane[];
  now: number;
  /** Warnings and errors of the run in focus. */
  marks: Line[];
  /** Its attempts as far as they are known. */
  attempts: Attempt[];
  cursor: number | null;
  point: (at: number | null) => void;
  more: More | undefined;
};

/** When each run waited and worked. One line of time goes through all of them, and through the log. */
export function Timeline({ lanes, now, marks, attempts, focused, focus, open, cursor, point, more }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const height = matchMedia('(max-width: 760px)').matches ? PHONE_LANE_HEIGHT : LANE_HEIGHT;
  const view = useWindowed(list, lanes.length, height);
  useEffect(() => {
    if (!more) return;
    const end = lanes.findIndex((lane) => lane.key === more.behind);
    if (view.to > end - AHEAD && view.from <= end) more.load();
  }, [view.from, view.to, more?.behind]);
  const span = spanOf(lanes, now);
  const place = (at: number) => `${((at - span.from) / (span.to - span.from)) * 100}%`;
  const across = (at: number) =>
    `calc(var(--lab) + (100% - var(--lab) - 96px) * ${(at - span.from) / (span.to - span.from)})`;
  const move = (event: MouseEvent) => {
    const track = list.current?.querySelector('.tr')?.getBoundingClientRect();
    if (!track) return;
    const part = (event.clientX - track.left) / track.width;
    point(part >= 0 && part <= 1 ? span.from + part * (span.to - span.from) : null);
  };
  const running = lanes[0]?.ended === null;
  return (
    <div class="tl" onMouseMove={move} onMouseLeave={() => point(null)}>
      <div class="ax" aria-hidden="true">
        <span>Run</span>
        <span class="t">
          {ticksOf(span).map((tick) => (
            <span key={tick} style={{ left: place(span.from + tick) }}>
              {tick === 0 ? clock(span.from) : `+${took(tick).replace(/\.0 s$/, ' s').replace(/ 00[sm]$/, '')}`}
            </span>
          ))}
        </span>
        <span />
      </div>
      <div ref={list} role="group" aria-label="Timeline">
        <div style={{ height: `${view.before}px` }} />
        {lanes.slice(view.from, view.to).map((lane) => (
          <LaneRow
            key={lane.key}
            lane={lane}
            span={span}
            now={now}
            focused={lane.key === focused}
            isOpen={open.has(lane.key)}
            marks={lane.key === focused ? marks : []}
            attempts={lane.key === focused ? attempts : []}
            focus={() => focus(lane)}
          />
        ))}
        <div style={{ height: `${view.after}px` }} />
      </div>
      {running && <i class="now" style={{ left: across(now) }} />}
      {cursor !== null && cursor >= span.from && cursor <= span.to && (
        <i class="cursor" style={{ left: across(cursor) }} />
      )}
    </div>
  );
}

type RowProps = {
  lane: Lane;
  span: Span;
  now: number;
  focused: boolean;
  isOpen: boolean;
  marks: Line[];
  attempts: Attempt[];
  focus: () => void;
};

function LaneRow({ lane, span, now, focused, isOpen, marks, attempts, focus }: RowProps) {
  const part = (from: number, to: number) => {
    const length = span.to - span.from;
    return { left: `${((from - span.from) / length) * 100}%`, width: `${(Math.max(0, to - from) / length) * 100}%` };
  };
  const end = lane.ended ?? now;
  const working = lane.started !== null && lane.ended === null;
  return (
    <button
      type="button"
      class="lane"
      data-lane={lane.key}
      aria-pressed={focused}
      aria-expanded={lane.within ? isOpen : undefined}
      onClick={focus}
    >
      <span class="lb" style={{ paddingLeft: `${12 + lane.level * 16}px` }}>
        <span class={`s-${lane.status} row`}>
          <Icon name={lane.within ? (isOpen ? 'down' : 'open') : lane.status} />
        </span>
        <span class="ell name">{lane.name}</span>
        {lane.note && <span class="faint small ell">{lane.note}</span>}
      </span>
      <span class="tr">
        <i class="q" style={part(lane.created, lane.started ?? end)} />
        {attempts.length > 1 && <AttemptBars attempts={attempts} end={end} part={part} />}
        {lane.started !== null && working && attempts.length < 2 && (
          <>
            <i class="pg" style={part(lane.started, now)} />
            <i class="sg f-run" style={part(lane.started, lane.started + (now - lane.started) * lane.completeness)} />
          </>
        )}
        {lane.started !== null && !working && attempts.length < 2 && <i class={`sg f-${lane.status}`} style={part(lane.started, end)} />}
        {marks.map((line) => (
          <i
            key={line.seq}
            class={`mk${line.kind === 'ERROR' ? ' e' : ''}`}
            style={{ left: part(Date.parse(line.timeStamp), 0).left }}
          />
        ))}
      </span>
      <span class="du">
        {working ? percent(lane.completeness) : lane.started === null ? '—' : took(end - lane.started)}
      </span>
    </button>
  );
}

type BarsProps = {
  attempts: Attempt[];
  end: number;
  part: (from: number, to: number) => { left: string; width: string };
};

/** One bar for each attempt, and the waiting between them. */
function AttemptBars({ attempts, end, part }: BarsProps) {
  const seen = attempts.map(({ firstSeen, endedAt }) => Date.parse(firstSeen ?? endedAt ?? '') || end);
  const ended = attempts.map(({ endedAt }) => (endedAt ? Date.parse(endedAt) : end));
  return (
    <>
      {attempts.map((attempt, i) => (
        <>
          <i
            key={`attempt ${i}`}
            class={`sg at f-${statusOfAttempt(attempt)}`}
            title={attempt.trouble?.msg.split('\n')[0]}
            style={part(seen[i], ended[i])}
          />
          <i key={`wait ${i}`} class="q" style={part(ended[i], seen[i + 1] ?? end)} />
        </>
      ))}
    </>
  );
}
