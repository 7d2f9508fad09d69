import { useEffect, useState } from 'preact/hooks';
import { bulk, type BulkOrder, startBulk } from '../api/runs.ts';
import type { Bulk } from '../api/types.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Bar } from '../parts/status.tsx';
import { count, counted } from '../parts/time.ts';

const ASK_AGAIN_MILLIS = 250;

type Action = 'cancel' | 'retry';

const WORDS: Record<Action, { verb: string; done: string }> = {
  cancel: { verb: 'Cancel', done: 'cancelled' },
  retry: { verb: 'Retry', done: 'queued again' },
};

type BarProps = {
  selected: number;
  /** How many match the filter; undefined if all that match are selected already, or it is not known. */
  matching: number | undefined;
  selectMatching: () => void;
  clear: () => void;
  act: (action: Action) => void;
};

/** What can be done with the runs that are selected. */
export const BulkBar = ({ selected, matching, selectMatching, clear, act }: BarProps) => (
  <div class="bulk" role="group" aria-label="Selected runs">
    <b role="status">{count(selected)} selected</b>
    {matching !== undefined && matching > selected && (
      <button type="button" class="btn sm ghost" onClick={selectMatching}>
        Select all {count(matching)} that match
      </button>
    )}
    <span class="grow" />
    <button type="button" class="btn sm ghost" onClick={clear}>
      Clear
    </button>
    <button type="button" class="btn sm" onClick={() => act('retry')}>
      <Icon name="retry" />
      Retry
    </button>
    <button type="button" class="btn sm danger" onClick={() => act('cancel')}>
      <Icon name="stop" />
      Cancel
    </button>
  </div>
);

/** A button that takes the place of the one that had the focus takes the focus, too. */
const takeFocus = (button: HTMLElement | null): void => button?.focus();

type DialogProps = { order: BulkOrder; runs: number; close: () => void };

/** Says what is about to be done to how many runs, does it, and shows how far it is. */
export function BulkDialog({ order, runs, close }: DialogProps) {
  const [state, setState] = useState<Bulk>();
  const [error, setError] = useState('');
  const { verb } = WORDS[order.action];
  const start = () => {
    setError('');
    startBulk(order).then(setState, (failure: Error) => setError(failure.message));
  };
  useEffect(() => {
    if (!state || state.finished) return;
    const timer = setTimeout(
      () => bulk(state.id).then(setState, (failure: Error) => setError(failure.message)),
      ASK_AGAIN_MILLIS,
    );
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <Dialog label={`${verb} ${counted(runs, 'run')}`} close={close}>
      <h2>
        {verb} {counted(runs, 'run')}?
      </h2>
      <p class="dim">
        {order.action === 'cancel'
          ? 'Those that run are asked to stop, and their children with them. Finished ones stay as they are.'
          : 'Finished ones are queued again with the same params. Those that are not finished stay as they are.'}
      </p>
      {state && <Outcome state={state} />}
      {error && (
        <p class="s-fail" role="alert">
          {error}
        </p>
      )}
      <div class="row">
        <span class="grow" />
        {state ? (
          <button type="button" class="btn pri" onClick={close} ref={takeFocus}>
            {state.finished ? 'Done' : 'Go on in the background'}
          </button>
        ) : (
          <>
            <button type="button" class="btn" onClick={close}>
              Back
            </button>
            <button type="button" class={`btn ${order.action === 'cancel' ? 'danger' : 'pri'}`} onClick={start} autoFocus>
              {verb} {counted(runs, 'run')}
            </button>
          </>
        )}
      </div>
    </Dialog>
  );
}

function Outcome({ state }: { state: Bulk }) {
  const parts = [
    `${count(state.changed)} ${WORDS[state.action].done}`,
    state.unchanged > 0 ? `${count(state.unchanged)} left as they were` : '',
    state.failed > 0 ? `${count(state.failed)} refused` : '',
  ];
  return (
    <>
      <Bar value={state.total === 0 ? 1 : state.done / state.total} label="Runs done" />
      <p role="status">{parts.filter(Boolean).join(', ')}</p>
      {state.failures.map((failure) => (
        <p key={failure.uuid} class="small s-fail">
          <code>{failure.uuid.slice(-8)}</code> {failure.detail}
        </p>
      ))}
    </>
  );
}
