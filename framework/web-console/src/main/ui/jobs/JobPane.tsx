import { withoutBase } from '../api/call.ts';
import { schemaOf } from '../api/jobs.ts';
import type { Leaf, LeafStatistics } from '../api/types.ts';
import { Copy } from '../parts/Copy.tsx';
import { Failure } from '../parts/Failure.tsx';
import { useAnswer, useNow } from '../parts/hooks.ts';
import { Json } from '../parts/Json.tsx';
import { StateIcon } from '../parts/status.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { ago, took } from '../parts/time.ts';
import { type Filter, read, write } from '../runs/filter.ts';
import { Runs } from '../runs/Runs.tsx';
import { amend, go, link } from '../shell/router.ts';
import { LaunchTab } from './LaunchTab.tsx';

type View = 'run' | 'history' | 'schema';

const VIEWS: { name: View; label: string }[] = [
  { name: 'run', label: 'Run' },
  { name: 'history', label: 'History' },
  { name: 'schema', label: 'Schema' },
];

type Props = { leaf: Leaf; statistics: LeafStatistics | undefined; query: URLSearchParams };

/** A job: its form, its runs, its schema. */
export function JobPane({ leaf, statistics, query }: Props) {
  const path = withoutBase(leaf.path);
  const view = VIEWS.find((each) => each.name === query.get('tab'))?.name ?? 'run';
  const schema = useAnswer((signal) => schemaOf(leaf.path, signal), `${leaf.path} ${leaf.pluginVersion}`);
  const to = (name: View) => link(['jobs', ...path.split('/')], name === 'run' ? {} : { tab: name });
  return (
    <section class="leafpane" aria-label={leaf.name}>
      <header class="leafhd">
        <div class="row wrap">
          <h1 class="ell">{leaf.name}</h1>
          <code class="faint">{path}</code>
          <Copy text={path} label="Copy path" />
        </div>
        {leaf.description && <p class="dim">{leaf.description}</p>}
        <Facts leaf={leaf} statistics={statistics} />
        <Tabs tabs={VIEWS} chosen={view} choose={(name) => go(to(name))} label="Job" panel="job-view" />
      </header>
      <div id="job-view" role="tabpanel" aria-label={view} class="leafview">
        {view === 'history' && <History path={path} query={query} />}
        {view !== 'history' && schema.error && (
          <div class="page">
            <Failure error={schema.error} what="The schema cannot be shown" />
          </div>
        )}
        {view === 'run' && schema.data && (
          <LaunchTab key={leaf.path} path={path} schema={schema.data} from={query.get('from')} />
        )}
        {view === 'schema' && schema.data && (
          <div class="page">
            <div class="card schema">
              <div class="ch">
                <h2>Params</h2>
                <code class="faint ell">GET {leaf.path}/post-schema</code>
                <span class="grow" />
                <Copy text={JSON.stringify(schema.data, null, 2)} label="Copy schema" />
              </div>
              <Json value={schema.data} label="Schema of the params" />
            </div>
          </div>
        )}
      </div>
    </section>
  );
}

function History({ path, query }: { path: string; query: URLSearchParams }) {
  const change = (filter: Filter, how: 'step' | 'amend' = 'step') => {
    const next = write(filter);
    next.set('tab', 'history');
    (how === 'step' ? go : amend)(link(['jobs', ...path.split('/')], next));
  };
  return (
    <div class="page">
      <Runs filter={read(query)} change={change} within={path} />
    </div>
  );
}

function Facts({ leaf, statistics }: { leaf: Leaf; statistics: LeafStatistics | undefined }) {
  const now = useNow(5_000);
  const last = statistics?.last[0];
  const rate = statistics?.successRate;
  return (
    <div class="row small dim wrap jobfacts">
      {last && (
        <span class="row">
          <StateIcon state={last.state} />
          Last run {ago(Date.parse(last.endedAt), now)}, took {took(last.tookMillis)}
        </span>
      )}
      {typeof statistics?.p50Millis === 'number' && (
        <span>
          half take under <b class="num">{took(statistics.p50Millis)}</b>
        </span>
      )}
      {typeof rate === 'number' && (
        <span>
          <b class="num">{Math.floor(rate * 100)} %</b> succeed
        </span>
      )}
      {leaf.plugin && (
        <span>
          plugin <code>{leaf.plugin}</code>
        </span>
      )}
    </div>
  );
}
