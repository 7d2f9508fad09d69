import { useState } from 'preact/hooks';
import { useMayChange } from '../api/access.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { keysAreOff, switchKeys } from './keys.ts';

const GROUPS: [string, [string, string][]][] = [
  [
    'Everywhere',
    [
      ['Ctrl K', 'jobs, runs and actions'],
      ['g j', 'jobs'],
      ['g r', 'runs'],
      ['g w', 'workers'],
      ['g p', 'plugins'],
      ['?', 'this help'],
    ],
  ],
  [
    'Jobs',
    [
      ['/', 'filter the tree'],
      ['↑ ↓ ← →', 'move in the tree'],
      ['Enter', 'open a job'],
      ['Ctrl Enter', 'run it'],
    ],
  ],
  [
    'Runs',
    [
      ['f', 'filter'],
      ['j k', 'next, previous'],
      ['Enter', 'open'],
      ['x', 'select'],
      ['r', 'retry'],
      ['c', 'cancel'],
      ['n', 'show new runs'],
    ],
  ],
  [
    'Run',
    [
      ['[ ]', 'previous, next lane'],
      ['e', 'next error'],
      ['t', 'timeline or graph'],
      ['l', 'follow the log'],
      ['b', 'the log with all below'],
      ['.', 'copy the id'],
    ],
  ],
];

/** Those that change something. */
const ACTIONS = new Set(['Ctrl Enter', 'x', 'r', 'c']);

export function Help({ close }: { close: () => void }) {
  const [off, setOff] = useState(keysAreOff);
  const mayChange = useMayChange();
  return (
    <Dialog label="Keyboard and help" close={close}>
      <div class="row">
        <h2>Keyboard</h2>
        <span class="grow" />
        <button type="button" class="btn sm" onClick={close}>
          Close
        </button>
      </div>
      <div class="keys">
        {GROUPS.map(([group, keys]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {keys.filter(([key]) => mayChange || !ACTIONS.has(key)).map(([key, what]) => (
                <div key={key}>
                  <dt>
                    {key.split(' ').map((part) => (
                      <kbd key={part}>{part}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label class="sw">
        <input
          type="checkbox"
          role="switch"
          checked={!off}
          onChange={() => {
            switchKeys(!off);
            setOff(!off);
          }}
        />
        Keys of a single letter
      </label>
    </Dialog>
  );
}
