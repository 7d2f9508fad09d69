import { useMemo, useState } from 'preact/hooks';
import type { Explanation, Run } from '../api/types.ts';
import { callsOf, rootOf } from '../api/run.ts';
import { Failure } from '../parts/Failure.tsx';
import { useAnswer, useNow } from '../parts/hooks.ts';
import { Icon } from '../parts/Icon.tsx';
import { finished } from '../parts/status.tsx';
import { amend, link } from '../shell/router.ts';
import { lanesOf, spanOf } from './lanes.ts';
import { KINDS, type Level, LogCard } from './LogCard.tsx';
import { Payloads } from './Payloads.tsx';
import { ProblemStrip } from './ProblemStrip.tsx';
import { RunHead } from './RunHead.tsx';
import { useLog } from './useLog.ts';
import { useTreeLog } from './useTreeLog.ts';
import { type RunId, useDescendants, useRun } from './useRun.ts';
import { Work } from './Work.tsx';

/** So often does what runs grow in the timeline. */
const TICK_MILLIS = 500;
const MARKS = 200;
/** Why a run waits depends on others: asked again so often. */
const EXPLAINED_MILLIS = 5_000;

type Props = RunId & { query: URLSearchParams };

/** One run, and all that is below it. */
export function RunPage({ root, uuid, query }: Props) {
  const { run, error } = useRun({ root, uuid });
  if (error && !run) {
    return (
      <div class="page">
        <Failure error={error} what="The run cannot be shown" />
      </div>
    );
  }
  return run ? <Shown run={run} root={root} query={query} /> : <p class="empty">…</p>;
}

function Shown({ run, root, query }: { run: Run; root: string; query: URLSearchParams }) {
  const id = { root, uuid: run.uuid };
  const now = useNow(finished(run.state) ? 10_000 : TICK_MILLIS);
  const descendants = useDescendants(id);
  const [cursor, setCursor] = useState<number | null>(null);
  const lanes = useMemo(() => lanesOf(run, descendants), [run, descendants]);
  const span = spanOf(lanes, now);

  const focusId = focusOf(query) ?? id;
  const focused = useRun(focusId).run ?? run;
  const shown = (name: string, value: string | null) => {
    const next = new URLSearchParams(query);
    if (value) next.set(name, value);
    else next.delete(name);
    amend(link(['runs', root, run.uuid], next));
  };
  const level = levelOf(query);
  const setLevel = (next: Level) => shown('lines', next === 'all' ? null : next);
  const tree = focused.children > 0 && query.get('log') === 'tree';
  const focusedId = { root: focusId.root, uuid: focused.uuid };
  const own = useLog(focusedId, focused, KINDS[level]);
  const all = useTreeLog(focusedId, KINDS[level], tree);
  const marks = useAnswer(
    (signal) => callsOf(focused).lines({ kind: 'WARNING,ERROR', limit: MARKS }, signal),
    focused.warnings + focused.errors > 0 ? `${focused.uuid} ${focused.warnings} ${focused.errors}` : null,
  );
  const attempts = useAnswer(
    (signal) => callsOf(focused).attempts(signal),
    focused.attempts > 1 || focused.errors > 0
      ? `${focused.uuid} ${focused.state} ${focused.attempts} ${focused.errors}`
      : null,
  );
  const focus = (on: RunId) => shown('focus', on.uuid === run.uuid ? null : `${on.root}/${on.uuid}`);
  const showErrors = () => {
    setLevel('errors');
    document.querySelector<HTMLElement>('.log')?.focus();
  };
  return (
    <>
      <RunHead run={run} descendants={descendants} now={now} />
      <div class="detail">
        <ProblemStrip run={run} descendants={descendants} show={showErrors} />
        <Waiting run={run} now={now} />
        <Work
          lanes={lanes}
          now={now}
          marks={marks.data?.lines ?? []}
          attempts={attempts.data?.known ?? []}
          focused={focused.uuid}
          focus={(lane) => lane.id && focus(lane.id)}
          view={query.get('view') === 'graph' ? 'graph' : 'timeline'}
          setView={(view) => shown('view', view === 'graph' ? view : null)}
          cursor={cursor}
          point={setCursor}
        />
        {focused.uuid !== run.uuid && (
          <p class="full row dim">
            <span>
              Log and payloads of <b>{focused.path.split('/').pop()}</b>
            </span>
            <a class="link" href={link(['runs', focusId.root, focused.uuid])}>
              Open this run
            </a>
          </p>
        )}
        <LogCard
          run={focused}
          log={tree ? all : own}
          tree={focused.children > 0 ? tree : undefined}
          setTree={(wanted) => shown('log', wanted ? 'tree' : null)}
          focus={(line) => focus({ root: rootOf(line.path), uuid: line.uuid })}
          level={level}
          setLevel={setLevel}
          cursor={cursor}
          point={setCursor}
          length={span.to - span.from}
        />
        <Payloads
          key={focused.uuid}
          run={focused}
          view={query.get('tab')}
          setView={(view) => shown('tab', view)}
        />
      </div>
    </>
  );
}

function levelOf(query: URLSearchParams): Level {
  const level = query.get('lines') ?? '';
  return level in KINDS ? (level as Level) : 'all';
}

function focusOf(query: URLSearchParams): RunId | null {
  const [root, uuid] = (query.get('focus') ?? '').split('/');
  return root && uuid ? { root, uuid } : null;
}

/** Why the run is not being executed, in words. */
function Waiting({ run, now }: { run: Run; now: number }) {
  const waits = run.state === 'QUEUED' || run.parked;
  const [kept, setKept] = useState<Explanation>();
  const why = useAnswer(
    async (signal) => {
      const explanation = await callsOf(run).explanation(signal);
      setKept(explanation);
      return explanation;
    },
    waits ? `${run.uuid} ${run.revision} ${Math.floor(now / EXPLAINED_MILLIS)}` : null,
  ).data;
  const shown = why ?? kept;
  if (!waits || !shown) return null;
  return (
    <div class="full problem idle" role="status">
      <Icon name="clock" />
      <div class="grow">{shown.text}</div>
    </div>
  );
}
