import { withoutBase } from '../api/call.ts';
import type { Run } from '../api/types.ts';
import type { Lane } from './lanes.ts';

/** The runs of an opened group that have been read, the newest first, and where to go on; null if these are all. */
export type Loaded = { runs: Run[]; next: string | null };

/** Take in what was told of runs: those that are there change where they stand, those that are new to the group come first. */
export function told(loaded: Loaded, lane: Lane, news: Iterable<Run>): Loaded {
  const changed = new Map([...news].map((run) => [run.uuid, run]));
  const runs = loaded.runs.map((run) => {
    const newer = changed.get(run.uuid);
    return newer && newer.revision >= run.revision ? newer : run;
  });
  const known = new Set(runs.map((run) => run.uuid));
  const newest = Date.parse(runs[0]?.createdAt ?? '') || -Infinity;
  // What is older than all that were read may be one of those that are still to be read, in its place.
  const isNew = (run: Run) => !known.has(run.uuid) && (loaded.next === null || Date.parse(run.createdAt) >= newest);
  const arrived = [...changed.values()].filter((run) => belongs(run, lane) && isNew(run));
  return { ...loaded, runs: newestFirst([...arrived.reverse(), ...runs], arrived.length > 0) };
}

/** Add what was read further on. */
export function readOn(loaded: Loaded | undefined, page: Loaded): Loaded {
  const known = loaded?.runs ?? [];
  const uuids = new Set(known.map((run) => run.uuid));
  return { runs: [...known, ...page.runs.filter((run) => !uuids.has(run.uuid))], next: page.next };
}

const belongs = (run: Run, lane: Lane): boolean =>
  lane.within !== null && run.parent === lane.within.uuid && withoutBase(run.path) === lane.path;

const newestFirst = (runs: Run[], isMixed: boolean): Run[] =>
  isMixed ? runs.sort((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt)) : runs;
