import { withoutBase } from '../api/call.ts';
import { rootOf } from '../api/run.ts';
import type { Counts, Descendants, Group, Run, RunState } from '../api/types.ts';
import type { Status } from '../parts/status.tsx';
import { statusOf, wordFor } from '../parts/status.tsx';
import type { RunId } from './useRun.ts';

/** A line of the timeline and a node of the graph: one run, or equal ones. */
export type Lane = {
  key: string;
  /** The key of the lane above; null for the run of the page. */
  parent: string | null;
  level: number;
  name: string;
  path: string;
  note: string;
  status: Status;
  runs: number;
  completeness: number;
  created: number;
  started: number | null;
  ended: number | null;
  /** Null if the lane is several runs. */
  id: RunId | null;
  /** The run whose children these are, if it is known: then they can be shown one by one. */
  within: RunId | null;
};

const ORDER: RunState[] = ['FAILED', 'RUNNING', 'QUEUED', 'CANCELLED', 'SUCCEEDED'];

const time = (moment: string | null): number | null => (moment === null ? null : Date.parse(moment));
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Many runs are as bad as the worst of them. */
const statusOfCounts = (counts: Counts): Status => statusOf(ORDER.find((state) => counts[state]) ?? 'SUCCEEDED');

const words = (counts: Counts): string =>
  ORDER.filter((state) => counts[state])
    .map((state) => `${counts[state]} ${wordFor(state).toLowerCase()}`)
    .join(', ');

export function laneOfRun(run: Run, level: number, parent: string | null): Lane {
  return {
    key: run.uuid,
    parent,
    level,
    name: lastOf(run.path),
    path: withoutBase(run.path),
    note: run.parked ? 'waits for other runs' : (run.description ?? ''),
    status: statusOf(run.state),
    runs: 1,
    completeness: run.completeness,
    created: Date.parse(run.createdAt),
    started: time(run.startedAt),
    ended: time(run.endedAt),
    id: { root: rootOf(run.path), uuid: run.uuid },
    within: null,
  };
}

function lanesOfGroup(group: Group, above: Lane): Lane[] {
  const lane: Lane = {
    key: group.uuid ?? `${above.key}/${group.jobType}`,
    parent: above.key,
    level: above.level + 1,
    name: lastOf(group.path),
    path: withoutBase(group.path),
    note: group.runs > 1 ? `×${group.runs} · ${words(group.counts)}` : '',
    status: statusOfCounts(group.counts),
    runs: group.runs,
    completeness: group.completeness,
    created: Date.parse(group.createdAt),
    started: time(group.startedAt),
    ended: time(group.endedAt),
    id: group.uuid ? { root: rootOf(group.path), uuid: group.uuid } : null,
    within: group.uuid ? null : above.id,
  };
  return [lane, ...group.groups.flatMap((below) => lanesOfGroup(below, lane))];
}

/** The run and all below it, from top to bottom. */
export function lanesOf(run: Run, descendants: Descendants | undefined): Lane[] {
  const top = laneOfRun(run, 0, null);
  return [top, ...(descendants?.groups ?? []).flatMap((group) => lanesOfGroup(group, top))];
}

/** Put the runs of a lane that was opened below it. */
export function opened(lanes: Lane[], runsOf: ReadonlyMap<string, Run[]>): Lane[] {
  return lanes.flatMap((lane) => {
    const runs = runsOf.get(lane.key) ?? [];
    return [lane, ...runs.map((run) => laneOfRun(run, lane.level + 1, lane.key))];
  });
}

/** From when to when there is something to show. */
export type Span = { from: number; to: number };

export function spanOf(lanes: Lane[], now: number): Span {
  let from = Infinity;
  let to = -Infinity;
  for (const lane of lanes) {
    from = Math.min(from, lane.created);
    to = Math.max(to, lane.ended ?? now);
  }
  return { from, to: Math.max(to, from + 1) };
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500].concat(
  [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400, 604800].map((s) => s * 1000),
);
const MOST_TICKS = 6;

/** Where the axis has marks, as milliseconds from its beginning. */
export function ticksOf(span: Span): number[] {
  const length = span.to - span.from;
  const step = STEPS.find((each) => length / each <= MOST_TICKS) ?? length;
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, i) => i * step);
}
