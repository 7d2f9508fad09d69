import { useEffect, useState } from 'preact/hooks';
import { useMayChange } from '../api/access.ts';
import { withoutBase } from '../api/call.ts';
import { health, order, type WorkerOrder, workers } from '../api/servers.ts';
import { runs } from '../api/runs.ts';
import type { Run, Worker } from '../api/types.ts';
import { useNews } from '../live/live.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Failure } from '../parts/Failure.tsx';
import { useAnswer, useNow } from '../parts/hooks.ts';
import { Icon } from '../parts/Icon.tsx';
import { Bar, percent, Pill, type Status } from '../parts/status.tsx';
import { ago, bytes, counted, took } from '../parts/time.ts';
import { linkOf } from '../runs/RunRow.tsx';
import { useDelayed } from '../runs/useRunList.ts';

/** Workers tell of themselves every few seconds. */
const ASK_AGAIN_MILLIS = 3_000;

/** Who executes runs: how full each is, what it executes, and what is asked of it. */
export function WorkersPage() {
  const list = useAnswer(workers, 'workers');
  const own = useAnswer(health, 'health');
  const running = useAnswer(
    (signal) => runs('', new URLSearchParams({ state: 'RUNNING', limit: '200' }), signal),
    'running',
  );
  const again = () => {
    list.reload();
    own.reload();
    running.reload();
  };
  const soon = useDelayed(again, '', 1_000);
  useNews((news) => {
    if (news.type === 'runs' || news.type === 'reset') soon();
  });
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && again(), ASK_AGAIN_MILLIS);
    return () => clearInterval(timer);
  }, []);
  const byUuid = new Map(running.data?.runs.map((run) => [run.uuid, run]));
  const all = list.data ?? [];
  const slots = all.reduce((sum, worker) => sum + worker.slots, 0);
  const free = all.reduce((sum, worker) => sum + worker.free, 0);
  return (
    <div class="page">
      <div class="row wrap">
        <h1>Workers</h1>
        {list.data && (
          <span class="dim">
            {counted(all.length, 'worker')}, {slots - free} of {counted(slots, 'slot')} in use
            {own.data ? `, ${counted(own.data.queued, 'run')} queued` : ''}
          </span>
        )}
      </div>
      {list.error && <Failure error={list.error} what="The workers cannot be shown" />}
      {own.data?.trouble && <Failure error={new Error(own.data.trouble)} what="The server takes no runs" />}
      {own.data && own.data.worker.threadsLeftBehind > 0 && (
        <div class="problem soft" role="status">
          <Icon name="warn" />
          <div class="grow">
            {counted(own.data.worker.threadsLeftBehind, 'thread')} of ended attempts ignore interrupts and are still at work
          </div>
        </div>
      )}
      <div class="workers">
        {all.map((worker) => (
          <WorkerCard key={worker.id} worker={worker} runs={byUuid} done={again} />
        ))}
      </div>
    </div>
  );
}

const STATES: Record<string, { word: string; status: Status }> = {
  activeIdle: { word: 'Idle', status: 'ok' },
  activeRunning: { word: 'Running', status: 'run' },
  drainingIdle: { word: 'Drained', status: 'stop' },
  drainingRunning: { word: 'Draining', status: 'warn' },
  drainingDown: { word: 'Going down', status: 'warn' },
};

function stateOf(worker: Worker): { word: string; status: Status } {
  if (!worker.alive) return { word: 'Silent', status: 'fail' };
  return STATES[worker.state] ?? { word: worker.state, status: 'wait' };
}

type CardProps = { worker: Worker; runs: ReadonlyMap<string, Run>; done: () => void };

function WorkerCard({ worker, runs: byUuid, done }: CardProps) {
  const now = useNow();
  const { word, status } = stateOf(worker);
  const used = worker.slots - worker.free;
  const heap = worker.memory.used + worker.memory.available;
  return (
    <section class="card worker" aria-label={`Worker ${worker.id}`}>
      <div class="ch">
        <Pill status={status}>{word}</Pill>
        <h2 class="ell" title={worker.id}>
          {worker.id}
        </h2>
        <span class="grow" />
        {useMayChange() && <Orders worker={worker} done={done} />}
      </div>
      <div class="gb">
        {!worker.alive && (
          <p class="s-fail">
            Last heard of {ago(Date.parse(worker.lastSeen), now)}: it died, is frozen, or is cut off. Its runs are attempted
            again elsewhere.
          </p>
        )}
        <dl class="facts">
          <Fact name="Host">{worker.host}</Fact>
          <Fact name="Version">{worker.version}</Fact>
          <Fact name="Up">{took(now - Date.parse(worker.started))}</Fact>
          <Fact name="Plugins">{worker.plugins.map((plugin) => plugin.name).join(', ') || 'none'}</Fact>
        </dl>
        <Meter name="Slots" part={worker.slots === 0 ? 0 : used / worker.slots} text={`${used} of ${worker.slots}`} />
        <Meter
          name="Heap"
          part={heap === 0 ? 0 : worker.memory.used / heap}
          text={`${bytes(worker.memory.used)} of ${bytes(heap)}`}
        />
        <ul class="executing">
          {worker.running.map((each) => {
            const run = byUuid.get(each.uuid);
            return (
              <li key={each.uuid} class="row">
                <Icon name="run" />
                {run ? (
                  <a class="link ell" href={linkOf(run)}>
                    {withoutBase(run.path)}
                  </a>
                ) : (
                  <span class="ell">{each.jobType}</span>
                )}
                <code class="faint">{each.uuid.slice(-8)}</code>
                <span class="grow" />
                {run && <span class="faint num small">{run.parked ? 'waits' : percent(run.completeness)}</span>}
                <span class="faint num small">{took(now - Date.parse(each.since))}</span>
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

const Fact = ({ name, children }: { name: string; children: string }) => (
  <div>
    <dt>{name}</dt>
    <dd class="num">{children}</dd>
  </div>
);

const Meter = ({ name, part, text }: { name: string; part: number; text: string }) => (
  <div class="meter">
    <span class="dim small">{name}</span>
    <Bar value={part} label={`${name} in use`} status={part > 0.9 ? 'warn' : 'run'} />
    <span class="num small">{text}</span>
  </div>
);

const WORDS: Record<WorkerOrder, { verb: string; means: string }> = {
  drain: { verb: 'Drain', means: 'It finishes what it executes and takes no more runs until it is undrained.' },
  undrain: { verb: 'Undrain', means: 'It takes runs again.' },
  retire: { verb: 'Retire', means: 'It finishes what it executes and ends. This cannot be taken back.' },
};

function Orders({ worker, done }: { worker: Worker; done: () => void }) {
  const [asking, setAsking] = useState<WorkerOrder | null>(null);
  const [error, setError] = useState('');
  const give = (what: WorkerOrder) =>
    order(worker.id, what).then(
      () => {
        setAsking(null);
        setError('');
        done();
      },
      (failure: Error) => setError(failure.message),
    );
  if (!worker.alive || worker.order === 'retire') return null;
  const possible: WorkerOrder[] = worker.order === 'drain' ? ['undrain', 'retire'] : ['drain', 'retire'];
  return (
    <>
      {possible.map((what) => (
        <button
          key={what}
          type="button"
          class={`btn sm${what === 'retire' ? ' danger' : ''}`}
          onClick={() => (what === 'undrain' ? void give(what) : setAsking(what))}
        >
          {WORDS[what].verb}
        </button>
      ))}
      {asking && (
        <Dialog label={`${WORDS[asking].verb} worker`} close={() => setAsking(null)}>
          <h2>
            {WORDS[asking].verb} {worker.id}?
          </h2>
          <p class="dim">{WORDS[asking].means}</p>
          {error && (
            <p class="s-fail" role="alert">
              {error}
            </p>
          )}
          <div class="row">
            <span class="grow" />
            <button type="button" class="btn" onClick={() => setAsking(null)}>
              Back
            </button>
            <button
              type="button"
              class={`btn ${asking === 'retire' ? 'danger' : 'pri'}`}
              autoFocus
              onClick={() => void give(asking)}
            >
              {WORDS[asking].verb}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
