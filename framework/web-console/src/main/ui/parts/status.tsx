import type { ComponentChildren } from 'preact';
import type { RunState } from '../api/types.ts';
import { Icon } from './Icon.tsx';

/** How a run is shown: always an icon and a word, colour only besides. */
export type Status = 'ok' | 'run' | 'wait' | 'warn' | 'fail' | 'stop';

const OF_STATE: Record<RunState, Status> = {
  QUEUED: 'wait',
  RUNNING: 'run',
  SUCCEEDED: 'ok',
  FAILED: 'fail',
  CANCELLED: 'stop',
};

const WORDS: Record<RunState, string> = {
  QUEUED: 'Queued',
  RUNNING: 'Running',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
};

export const statusOf = (state: RunState): Status => OF_STATE[state];
export const wordFor = (state: RunState): string => WORDS[state];
export const finished = (state: RunState): boolean => state !== 'QUEUED' && state !== 'RUNNING';

export const Pill = ({ status, children }: { status: Status; children: ComponentChildren }) => (
  <span class={`pill s-${status}`}>
    <Icon name={status} />
    {children}
  </span>
);

export const StatePill = ({ state }: { state: RunState }) => <Pill status={OF_STATE[state]}>{WORDS[state]}</Pill>;

/** An icon whose word is for screen readers and the pointer. */
export const StateIcon = ({ state }: { state: RunState }) => (
  <span class={`s-${OF_STATE[state]} row`} title={WORDS[state]}>
    <Icon name={OF_STATE[state]} />
    <span class="sr">{WORDS[state]}</span>
  </span>
);

export const Bar = ({ value, label, status = 'run' }: { value: number; label: string; status?: Status }) => (
  <div
    class="bar"
    role="progressbar"
    aria-label={label}
    aria-valuenow={Math.round(value * 100)}
    aria-valuemin={0}
    aria-valuemax={100}
  >
    <i class={`f-${status}`} style={{ width: `${value * 100}%` }} />
  </div>
);

export const percent = (value: number): string => `${Math.floor(value * 100)} %`;
