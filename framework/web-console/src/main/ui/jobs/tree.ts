import { withoutBase } from '../api/call.ts';
import type { Branch, Leaf } from '../api/types.ts';

/** A line of the tree as it is drawn. */
export type Row = { path: string; name: string; level: number; leaves: number } & (
  | { kind: 'branch'; open: boolean }
  | { kind: 'leaf'; leaf: Leaf }
);

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const leavesIn = (branch: Branch): number =>
  branch.leaves.length + branch.branches.reduce((sum, each) => sum + leavesIn(each), 0);

/** The lines that are to be seen: what is below open branches; with a filter whatever leads to a match. */
export function rowsOf(branches: Branch[], open: ReadonlySet<string>, filter: string, level = 1): Row[] {
  const wanted = filter.trim().toLowerCase();
  return branches.flatMap((branch) => {
    const path = withoutBase(branch.path);
    const isOpen = wanted !== '' || open.has(path);
    const below = isOpen
      ? [
          ...rowsOf(branch.branches, open, filter, level + 1),
          ...branch.leaves.filter((leaf) => matches(leaf, wanted)).map((leaf) => leafRow(leaf, level + 1)),
        ]
      : [];
    if (wanted !== '' && below.length === 0) return [];
    const row: Row = {
      kind: 'branch',
      path,
      name: lastOf(path),
      level,
      leaves: leavesIn(branch),
      open: isOpen,
    };
    return [row, ...below];
  });
}

const matches = (leaf: Leaf, wanted: string): boolean =>
  `${withoutBase(leaf.path)} ${leaf.name} ${leaf.description}`.toLowerCase().includes(wanted);

function leafRow(leaf: Leaf, level: number): Row {
  const path = withoutBase(leaf.path);
  return { kind: 'leaf', path, name: lastOf(path), level, leaves: 1, leaf };
}

/** All branches above a path: `a/b/c` has `a` and `a/b`. */
export function above(path: string): string[] {
  const names = path.split('/');
  return names.slice(1).map((_, i) => names.slice(0, i + 1).join('/'));
}

export function findBranch(branches: Branch[], path: string): Branch | undefined {
  for (const branch of branches) {
    if (withoutBase(branch.path) === path) return branch;
    const below = findBranch(branch.branches, path);
    if (below) return below;
  }
  return undefined;
}
