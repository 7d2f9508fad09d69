import { amend, go, link } from '../shell/router.ts';
import { type Filter, RANGES, read, write } from './filter.ts';
import { Runs } from './Runs.tsx';
import { Views } from './Views.tsx';

export function RunsPage({ query }: { query: URLSearchParams }) {
  const filter = read(query);
  const change = (next: Filter, how: 'step' | 'amend' = 'step') =>
    (how === 'step' ? go : amend)(link(['runs'], write(next)));
  return (
    <div class="page">
      <div class="row">
        <h1>Runs</h1>
        <span class="grow" />
        <div class="seg" role="group" aria-label="Ended within">
          {RANGES.map((range) => (
            <button
              key={range}
              type="button"
              aria-pressed={filter.range === range && !filter.span}
              onClick={() => change({ ...filter, range, span: null })}
            >
              {range === 'all' ? 'All' : range}
            </button>
          ))}
        </div>
      </div>
      <Views filter={filter} />
      <Runs filter={filter} change={change} />
    </div>
  );
}
