import { useEffect, useState } from 'preact/hooks';
import { useMayChange } from '../api/access.ts';
import { type BulkOrder, counts, histogram } from '../api/runs.ts';
import type { Run } from '../api/types.ts';
import { useNews } from '../live/live.ts';
import { useAnswer } from '../parts/hooks.ts';
import { Failure } from '../parts/Failure.tsx';
import { count } from '../parts/time.ts';
import { BulkBar, BulkDialog } from './Bulk.tsx';
import { asked, type Filter, isEmpty, write } from './filter.ts';
import { FilterBox } from './FilterBox.tsx';
import { BUCKETS, Histogram } from './Histogram.tsx';
import { RunTable } from './RunTable.tsx';
import { StateTabs } from './StateTabs.tsx';
import { useDelayed, useRunList } from './useRunList.ts';

const COUNTS_PAUSE_MILLIS = 2_000;

type Props = {
  filter: Filter;
  change: (filter: Filter, how?: 'step' | 'amend') => void;
  /** The branch or leaf whose runs these are; all if empty. */
  within?: string;
};

/** Runs with all that finds them: histogram, states, filter; and what can be done with many at once. */
export function Runs({ filter, change, within = '' }: Props) {
  const key = `${within}?${write(filter)}`;
  const mayChange = useMayChange();
  const list = useRunList(filter, within);
  const { counted, bars } = useOverview(filter, within);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [matching, setMatching] = useState(false);
  const [order, setOrder] = useState<{ order: BulkOrder; runs: number } | null>(null);
  const clear = () => {
    setSelected(new Set());
    setMatching(false);
  };
  useEffect(clear, [key]);

  const found = filter.states.length
    ? filter.states.reduce((sum, state) => sum + (counted?.counts[state] ?? 0), 0)
    : counted?.total;
  const act = (action: 'cancel' | 'retry', runs: Run[]) => {
    if (matching && found !== undefined) {
      const { path, query } = asked(filter, Date.now(), within);
      const about = path ? { path } : {};
      setOrder({ order: { action, ...about, filter: query.toString(), expected: found }, runs: found });
    } else if (runs.length > 0) {
      setOrder({ order: { action, uuids: runs.map((run) => run.uuid) }, runs: runs.length });
    }
  };
  const chosen = list.runs.filter((run) => selected.has(run.uuid));
  return (
    <>
      <Histogram answer={bars} span={filter.span} choose={(span) => change({ ...filter, span })} />
      <StateTabs counted={counted} chosen={filter.states} choose={(states) => change({ ...filter, states })} />
      <FilterBox filter={filter} change={change} />
      {list.fresh.length > 0 && (
        <button type="button" class="newpill" onClick={list.showFresh}>
          ↑ {count(list.fresh.length)} new {list.fresh.length === 1 ? 'run' : 'runs'}
        </button>
      )}
      {list.error && <Failure error={list.error} what="The runs cannot be shown" />}
      <div class="card table">
        {selected.size > 0 && (
          <BulkBar
            selected={matching && found !== undefined ? found : selected.size}
            matching={matching || (isEmpty(filter) && !within) || !counted?.complete ? undefined : found}
            selectMatching={() => setMatching(true)}
            clear={clear}
            act={(action) => act(action, chosen)}
          />
        )}
        <RunTable
          list={list}
          selection={
            mayChange && {
              uuids: selected,
              change: (uuids) => {
                setSelected(uuids);
                setMatching(false);
              },
              act,
            }
          }
        />
        {list.runs.length === 0 && !list.error && (
          <p class="empty" role="status">
            {list.loading ? 'Looking…' : isEmpty(filter) ? 'No runs yet' : 'No run matches the filter'}
          </p>
        )}
      </div>
      <div class="row small faint" role="status">
        <span class="grow" />
        <span>
          {count(list.runs.length)}
          {found !== undefined && ` of ${count(found)}`}
        </span>
        {list.hasMore && (
          <button type="button" class="btn sm" onClick={list.more} disabled={list.loading}>
            Older
          </button>
        )}
      </div>
      {order && (
        <BulkDialog
          order={order.order}
          runs={order.runs}
          close={() => {
            setOrder(null);
            clear();
          }}
        />
      )}
    </>
  );
}

/** The counts by state and the histogram, as of a moment ago. */
function useOverview(filter: Filter, within: string) {
  const everyState = { ...filter, states: [] };
  const key = `${within}?${write(everyState)}`;
  const counted = useAnswer((signal) => {
    const { path, query } = asked(everyState, Date.now(), within);
    return counts(path, query, signal);
  }, `counts ${key}`);
  const bars = useAnswer(
    (signal) => {
      const { path, query } = asked({ ...filter, span: null }, Date.now(), within);
      query.set('buckets', String(BUCKETS));
      return histogram(path, query, signal);
    },
    `bars ${within}?${write({ ...filter, span: null })}`,
  );
  const again = useDelayed(
    () => {
      counted.reload();
      bars.reload();
    },
    key,
    COUNTS_PAUSE_MILLIS,
  );
  useNews((news) => {
    if (news.type === 'runs' || news.type === 'reset') again();
  });
  return { counted: counted.data, bars: bars.data };
}
