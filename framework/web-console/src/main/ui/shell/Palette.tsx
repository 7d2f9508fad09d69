import { useState } from 'preact/hooks';
import { withoutBase } from '../api/call.ts';
import { runs } from '../api/runs.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useAnswer } from '../parts/hooks.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { statusOf, wordFor } from '../parts/status.tsx';
import { views } from '../runs/views.ts';
import { go, jobLink, link, runLink } from './router.ts';
import { leavesOf, useTree } from './shared.ts';
import { switchTheme } from './theme.ts';

type Entry = { id: string; icon: IconName; text: string; note: string; act: () => void };

const JOBS_SHOWN = 8;
const RUNS_SHOWN = 5;
/** Shorter texts are in every run. */
const SHORTEST_RUN_TEXT = 3;

/** Find a job, a run or an action by a few letters. */
export function Palette({ close, help }: { close: () => void; help: () => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const entries = useEntries(text.trim().toLowerCase(), help);
  const current = Math.min(at, entries.length - 1);
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    close();
    entry.act();
  };
  const key = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((current + step + entries.length) % Math.max(entries.length, 1));
    else if (event.key === 'Enter') choose(entries[current]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog label="Find jobs, runs and actions" close={close} class="palette">
      <input
        type="text"
        role="combobox"
        autoFocus
        aria-label="Find jobs, runs and actions"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={entries[current] ? `palette-${current}` : undefined}
        placeholder="Jobs, runs, actions…"
        autocomplete="off"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={key}
      />
      <ul id="palette-list" role="listbox" aria-label="Found">
        {entries.map((entry, i) => (
          <li
            key={entry.id}
            id={`palette-${i}`}
            role="option"
            aria-selected={i === current}
            onClick={() => choose(entry)}
            onMouseMove={() => setAt(i)}
          >
            <Icon name={entry.icon} />
            <span class="ell">{entry.text}</span>
            <span class="faint small ell">{entry.note}</span>
          </li>
        ))}
        {entries.length === 0 && (
          <li role="option" aria-selected="false" aria-disabled="true" class="faint">
            Nothing found
          </li>
        )}
      </ul>
    </Dialog>
  );
}

function useEntries(text: string, help: () => void): Entry[] {
  const jobs = leavesOf(useTree().data ?? [])
    .filter((leaf) => `${leaf.path} ${leaf.name}`.toLowerCase().includes(text))
    .slice(0, JOBS_SHOWN)
    .map((leaf): Entry => {
      const path = withoutBase(leaf.path);
      return { id: leaf.path, icon: 'leaf', text: leaf.name, note: path, act: () => go(jobLink(path)) };
    });
  const query = new URLSearchParams({ text, limit: String(RUNS_SHOWN) });
  const page = useAnswer((signal) => runs('', query, signal), text.length < SHORTEST_RUN_TEXT ? null : text);
  const found = (page.data?.runs ?? []).map((run): Entry => {
    const path = withoutBase(run.path);
    return {
      id: run.uuid,
      icon: statusOf(run.state),
      text: `${path} ${run.uuid.slice(-8)}`,
      note: run.message ?? wordFor(run.state),
      act: () => go(runLink(path.split('/')[0], run.uuid)),
    };
  });
  const actions: Entry[] = [
    { id: 'jobs', icon: 'jobs', text: 'Go to jobs', note: 'g j', act: () => go(link(['jobs'])) },
    { id: 'runs', icon: 'runs', text: 'Go to runs', note: 'g r', act: () => go(link(['runs'])) },
    {
      id: 'failed',
      icon: 'fail',
      text: 'Go to failed runs',
      note: '',
      act: () => go(link(['runs'], { state: 'FAILED' })),
    },
    { id: 'workers', icon: 'workers', text: 'Go to workers', note: 'g w', act: () => go(link(['workers'])) },
    { id: 'plugins', icon: 'plugins', text: 'Go to plugins', note: 'g p', act: () => go(link(['plugins'])) },
    { id: 'theme', icon: 'theme', text: 'Switch between light and dark', note: '', act: switchTheme },
    { id: 'help', icon: 'info', text: 'Keyboard and help', note: '?', act: help },
  ];
  const kept = views().map(
    (view): Entry => ({
      id: `view ${view.name}`,
      icon: 'runs',
      text: view.name,
      note: 'saved view of runs',
      act: () => go(link(['runs'], new URLSearchParams(view.query))),
    }),
  );
  return [...jobs, ...found, ...[...kept, ...actions].filter((action) => action.text.toLowerCase().includes(text))];
}
