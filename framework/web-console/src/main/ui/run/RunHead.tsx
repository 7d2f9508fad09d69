import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useMayChange } from '../api/access.ts';
import { withoutBase } from '../api/call.ts';
import { callsOf, rootOf } from '../api/run.ts';
import type { Descendants, Run } from '../api/types.ts';
import { Copy, copy } from '../parts/Copy.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Bar, finished, percent, Pill, statusOf } from '../parts/status.tsx';
import { ago, count, moment, took } from '../parts/time.ts';
import { BulkDialog } from '../runs/Bulk.tsx';
import { Duration, tookOf, wordOf } from '../runs/RunRow.tsx';
import { useKeys } from '../shell/keys.ts';
import { jobLink, link, runLink } from '../shell/router.ts';
import { useStatistics } from '../shell/shared.ts';
import { troubleOf } from './problems.ts';

type Props = { run: Run; descendants: Descendants | undefined; now: number };

/** What a run is, how far it is, and what can be done with it; always in sight. */
export function RunHead({ run, descendants, now }: Props) {
  const path = withoutBase(run.path);
  const usual = useStatistics().data?.get(run.path)?.p50Millis ?? null;
  useKeys({ '.': () => void copy(run.uuid) });
  return (
    <>
      <header class="rhead">
        <div class="row wrap">
          <Pill status={run.cancelRequested && !finished(run.state) ? 'stop' : statusOf(run.state)}>{wordOf(run)}</Pill>
          <h1 class="row">
            <a class="jobname" href={jobLink(path)}>
              <span class="faint ell">{path.split('/').slice(0, -1).join('/')}/</span>
              <b>{path.split('/').pop()}</b>
            </a>
          </h1>
          <span class="row runid">
            <code class="faint" title={run.uuid}>
              {run.uuid.slice(-8)}
            </code>
            <Copy text={run.uuid} label="Copy id" />
          </span>
          <span class="grow" />
          {useMayChange() && <Actions run={run} path={path} />}
        </div>
        <Progress run={run} descendants={descendants} usual={usual} now={now} />
      </header>
      <Facts run={run} usual={usual} now={now} />
    </>
  );
}

function Actions({ run, path }: { run: Run; path: string }) {
  const [cancelling, setCancelling] = useState(false);
  const [error, setError] = useState('');
  const retry = () =>
    callsOf(run)
      .retry()
      .then(
        () => setError(''),
        (failure: Error) => setError(failure.message),
      );
  return (
    <span class="row">
      {error && (
        <span class="small s-fail" role="alert">
          {error}
        </span>
      )}
      {finished(run.state) && (
        <button type="button" class="btn" onClick={() => void retry()}>
          <Icon name="retry" />
          Retry
        </button>
      )}
      <a class="btn" href={jobLink(path, { from: run.uuid })}>
        <Icon name="edit" />
        <span class="short">Run with changes…</span>
      </a>
      {!finished(run.state) && (
        <button type="button" class="btn danger" disabled={run.cancelRequested} onClick={() => setCancelling(true)}>
          <Icon name="stop" />
          Cancel
        </button>
      )}
      {cancelling && (
        <BulkDialog
          order={{ action: 'cancel', uuids: [run.uuid] }}
          runs={1}
          close={() => setCancelling(false)}
        />
      )}
    </span>
  );
}

const LEAST_FOR_ESTIMATE = 0.02;

/** How long it will take still, by how far it is; null if that says nothing. */
function restOf(run: Run, completeness: number, now: number): number | null {
  const so = tookOf(run, now);
  if (so === null || completeness < LEAST_FOR_ESTIMATE || completeness >= 1) return null;
  return (so / completeness) * (1 - completeness);
}

function Progress({ run, descendants, usual, now }: Props & { usual: number | null }) {
  const below = descendants && descendants.runs > 0 ? descendants.completeness : 0;
  const completeness = Math.max(run.completeness, finished(run.state) ? 0 : below);
  const rest = run.state === 'RUNNING' ? restOf(run, completeness, now) : null;
  const so = tookOf(run, now);
  const guess =
    rest !== null
      ? `about ${took(rest)} left`
      : run.state === 'RUNNING' && usual !== null && so !== null && usual > so
        ? `usually done in ${took(usual - so)}`
        : '';
  return (
    <div class="bigbar">
      <Bar
        value={run.state === 'SUCCEEDED' ? 1 : completeness}
        status={run.state === 'RUNNING' ? 'run' : statusOf(run.state)}
        label="Progress of the run"
      />
      <b class="num">{percent(run.state === 'SUCCEEDED' ? 1 : completeness)}</b>
      <span class="dim ell" title={run.message ?? undefined}>
        {run.message && troubleOf(run.message).message}
      </span>
      <span class="faint num small">{guess}</span>
    </div>
  );
}

function Facts({ run, usual, now }: { run: Run; usual: number | null; now: number }) {
  const so = tookOf(run, now);
  const due = Date.parse(run.runAt);
  const facts: [string, ComponentChildren][] = [
    run.startedAt
      ? ['Started', `${moment(Date.parse(run.startedAt), now)} · ${ago(Date.parse(run.startedAt), now)}`]
      : ['Submitted', `${moment(Date.parse(run.createdAt), now)} · ${ago(Date.parse(run.createdAt), now)}`],
  ];
  if (run.state === 'QUEUED' && due > now) facts.push(['Due', `${moment(due, now)} · ${ago(due, now)}`]);
  if (so !== null) {
    facts.push([run.endedAt ? 'Took' : 'Running for', <Duration millis={so} usual={usual} />]);
  }
  if (usual !== null) facts.push(['Usually', took(usual)]);
  if (run.worker) facts.push(['Worker', run.worker]);
  facts.push(['Attempts', String(run.attempts)]);
  if (run.errorCount > 0) facts.push(['Errors that count', String(run.errorCount)]);
  if (run.result >= 0) facts.push(['Result', String(run.result)]);
  if (run.priority !== 0) facts.push(['Priority', String(run.priority)]);
  if (run.children > 0) {
    facts.push([
      'Children',
      <a class="link" href={link(['runs'], { parent: run.uuid })}>
        {count(run.children)}
      </a>,
    ]);
  }
  if (run.parent) {
    facts.push([
      'Parent',
      <a class="link mono" href={runLink(rootOf(run.path), run.parent)}>
        {run.parent.slice(-8)}
      </a>,
    ]);
  }
  if (!run.jobId.includes(run.uuid)) facts.push(['Address', `${run.project} / ${run.jobId}`]);
  Object.entries(run.tags).forEach(([name, value]) => facts.push([name, value || 'yes']));
  if (run.description) facts.push(['Description', run.description]);
  return (
    <dl class="facts rfacts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
