import { useState } from 'preact/hooks';
import { useMayChange } from '../api/access.ts';
import { forget } from '../api/token.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';

/** Says that the token only looks, why there are no actions, and the way to have them; nothing for any other token. */
export function ReadOnly() {
  const mayChange = useMayChange();
  const [open, setOpen] = useState(false);
  if (mayChange) return null;
  return (
    <>
      <button type="button" class="readonly" onClick={() => setOpen(true)}>
        <Icon name="eye" />
        Read only
      </button>
      {open && (
        <Dialog label="Read only" close={() => setOpen(false)}>
          <h2>Read only</h2>
          <p class="dim">
            Your token allows to look at everything and to change nothing. To run, cancel or retry runs and to drain workers,
            log in with the server's <code>GANTRY_API_TOKEN</code>.
          </p>
          <div class="row">
            <span class="grow" />
            <button type="button" class="btn" onClick={() => setOpen(false)} autoFocus>
              Close
            </button>
            <button type="button" class="btn pri" onClick={forget}>
              <Icon name="key" />
              Log in with another token
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
