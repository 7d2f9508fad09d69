import type { TreeLine } from '../api/types.ts';

const nameOf = (line: TreeLine): string => `${line.uuid}/${line.seq}`;

/** Lines of several logs in the order in which the server has them: by time, then by run. */
function compare(one: TreeLine, other: TreeLine): number {
  const times = Date.parse(one.timeStamp) - Date.parse(other.timeStamp);
  // Of the same millisecond the rest of the digits tells; they are as many in all of them.
  if (times !== 0) return times;
  if (one.timeStamp !== other.timeStamp) return one.timeStamp < other.timeStamp ? -1 : 1;
  return one.uuid === other.uuid ? one.seq - other.seq : one.uuid < other.uuid ? -1 : 1;
}

/** Lines that are there, and those that were found: each once. The same lines as before if nothing is new. */
export function merged(lines: TreeLine[], found: TreeLine[]): TreeLine[] {
  const there = new Set(lines.map(nameOf));
  const fresh = found.filter((line) => !there.has(nameOf(line)));
  return fresh.length === 0 ? lines : [...lines, ...fresh].sort(compare);
}
