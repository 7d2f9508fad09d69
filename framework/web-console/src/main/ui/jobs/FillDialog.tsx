import { runs } from '../api/runs.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Failure } from '../parts/Failure.tsx';
import { useAnswer, useNow } from '../parts/hooks.ts';
import { StateIcon } from '../parts/status.tsx';
import { ago } from '../parts/time.ts';

type Props = { path: string; close: () => void; pick: (uuid: string) => void };

const SHOWN = '20';

/** Chooses the run whose params are to be filled in. */
export function FillDialog({ path, close, pick }: Props) {
  const page = useAnswer((signal) => runs(path, new URLSearchParams({ limit: SHOWN }), signal), path);
  const now = useNow();
  return (
    <Dialog label="Fill from a run" close={close}>
      <div class="row">
        <h2>Fill from a run</h2>
        <span class="grow" />
        <button type="button" class="btn sm" onClick={close}>
          Close
        </button>
      </div>
      {page.error && <Failure error={page.error} what="The runs cannot be shown" />}
      <ul class="picks">
        {page.data?.runs.map((run) => (
          <li key={run.uuid}>
            <button type="button" onClick={() => pick(run.uuid)}>
              <StateIcon state={run.state} />
              <code>{run.uuid.slice(-8)}</code>
              <span class="ell faint">{run.description || run.message}</span>
              <span class="grow" />
              <span class="faint num small">{ago(Date.parse(run.createdAt), now)}</span>
            </button>
          </li>
        ))}
      </ul>
      {page.data?.runs.length === 0 && <p class="empty">This job has not been run yet</p>}
    </Dialog>
  );
}
