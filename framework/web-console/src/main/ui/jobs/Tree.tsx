import { useEffect, useRef, useState } from 'preact/hooks';
import type { Branch, LeafStatistics } from '../api/types.ts';
import { Icon } from '../parts/Icon.tsx';
import { counted } from '../parts/time.ts';
import { useKeys } from '../shell/keys.ts';
import { go, jobLink } from '../shell/router.ts';
import { leavesOf } from '../shell/shared.ts';
import { Spark } from './Spark.tsx';
import { above, type Row, rowsOf } from './tree.ts';

type Props = {
  branches: Branch[];
  statistics: Map<string, LeafStatistics> | undefined;
  chosen: string;
};

const OPEN = 'gantry.tree.open';

const remembered = (): string[] => JSON.parse(sessionStorage.getItem(OPEN) ?? '[]') as string[];

export function Tree({ branches, statistics, chosen }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(remembered()));
  const [filter, setFilter] = useState('');
  const [at, setAt] = useState(chosen);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    setOpen((before) => new Set([...before, ...above(chosen)]));
    setAt(chosen);
  }, [chosen]);
  useEffect(() => sessionStorage.setItem(OPEN, JSON.stringify([...open])), [open]);
  useEffect(() => {
    // A server with a single branch has nothing to choose from before it is open.
    if (branches.length === 1) setOpen((before) => new Set([...before, branches[0].path.split('/').pop() ?? '']));
  }, [branches.length]);
  useKeys({ '/': () => input.current?.focus() });

  const rows = rowsOf(branches, open, filter);
  const current = Math.max(
    0,
    rows.findIndex((row) => row.path === at),
  );
  const toggle = (path: string, isOpen = !open.has(path)) => {
    const next = new Set(open);
    if (isOpen) next.add(path);
    else next.delete(path);
    setOpen(next);
  };
  const focus = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return;
    setAt(row.path);
    list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(row.path)}"]`)?.focus();
  };
  const choose = (row: Row) => {
    if (row.kind === 'branch') toggle(row.path);
    go(jobLink(row.path));
  };
  const key = (event: KeyboardEvent) => {
    const row = rows[current];
    if (!row) return;
    const actions: Record<string, () => void> = {
      ArrowDown: () => focus(current + 1),
      ArrowUp: () => focus(current - 1),
      Home: () => focus(0),
      End: () => focus(rows.length - 1),
      ArrowRight: () => {
        if (row.kind === 'branch' && !row.open) toggle(row.path, true);
        else if (row.kind === 'branch') focus(current + 1);
      },
      ArrowLeft: () => {
        if (row.kind === 'branch' && row.open) toggle(row.path, false);
        else focus(rows.findIndex((each) => each.path === above(row.path).pop()));
      },
      Enter: () => choose(row),
      ' ': () => choose(row),
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    action();
  };
  return (
    <aside class="treepane" aria-label="Job tree">
      <div class="hd">
        <div class="row">
          <h2>Jobs</h2>
          <span class="faint small num">
            {counted(leavesOf(branches).length, 'job')}
          </span>
        </div>
        <input
          ref={input}
          type="search"
          placeholder="Filter jobs  /"
          aria-label="Filter jobs"
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'Enter') {
              event.preventDefault();
              const first = rows.findIndex((row) => row.kind === 'leaf');
              if (event.key === 'Enter' && rows[first]) choose(rows[first]);
              else focus(0);
            }
            if (event.key === 'Escape') setFilter('');
          }}
        />
      </div>
      <div class="tree" role="tree" aria-label="Jobs" ref={list} onKeyDown={key}>
        {rows.map((row, i) => (
          <TreeItem
            key={row.path}
            row={row}
            isChosen={row.path === chosen}
            isCurrent={i === current}
            last={row.kind === 'leaf' ? statistics?.get(row.leaf.path) : undefined}
            focus={() => setAt(row.path)}
            choose={() => choose(row)}
          />
        ))}
        {rows.length === 0 && <p class="empty">{filter ? 'No job matches' : 'There are no jobs yet'}</p>}
      </div>
    </aside>
  );
}

type ItemProps = {
  row: Row;
  isChosen: boolean;
  isCurrent: boolean;
  last: LeafStatistics | undefined;
  focus: () => void;
  choose: () => void;
};

const TreeItem = ({ row, isChosen, isCurrent, last, focus, choose }: ItemProps) => (
  <div
    role="treeitem"
    data-path={row.path}
    aria-level={row.level}
    aria-expanded={row.kind === 'branch' ? row.open : undefined}
    aria-selected={isChosen}
    aria-label={row.kind === 'branch' ? `${row.name}, ${counted(row.leaves, 'job')}` : row.name}
    tabIndex={isCurrent ? 0 : -1}
    class={row.kind}
    style={{ paddingLeft: `${6 + (row.level - 1) * 16}px` }}
    title={row.kind === 'leaf' ? row.leaf.description : undefined}
    onFocus={focus}
    onClick={choose}
  >
    <span class="tw">{row.kind === 'branch' && <Icon name="open" />}</span>
    <Icon name={row.kind === 'branch' ? 'folder' : 'leaf'} />
    <span class="ell">{row.name}</span>
    {row.kind === 'branch' ? <span class="n">{row.leaves}</span> : last && <Spark last={last} />}
  </div>
);
