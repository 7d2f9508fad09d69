import { callsOf } from '../api/run.ts';
import type { Attempt, Run } from '../api/types.ts';
import { Failure } from '../parts/Failure.tsx';
import { useNow } from '../parts/hooks.ts';
import { Pill, type Status } from '../parts/status.tsx';
import { clock, counted, took } from '../parts/time.ts';
import { troubleOf } from './problems.ts';
import { useLatest } from './useLatest.ts';

const LOOKS: Record<Attempt['outcome'], { status: Status; word: string }> = {
  RUNNING: { status: 'run', word: 'Running' },
  SUCCEEDED: { status: 'ok', word: 'Succeeded' },
  FAILED: { status: 'fail', word: 'Failed' },
  CANCELLED: { status: 'stop', word: 'Cancelled' },
  ERROR: { status: 'fail', word: 'Broke' },
  DIED: { status: 'fail', word: 'Died' },
  SERVER_STOPPED: { status: 'wait', word: 'Server stopped' },
};

export const statusOfAttempt = (attempt: Attempt): Status => LOOKS[attempt.outcome].status;

/** When each attempt ended and why, the newest first, as far as the log tells. */
export function Attempts({ run }: { run: Run }) {
  const answer = useLatest(run, (signal) => callsOf(run).attempts(signal), 'attempts');
  const now = useNow();
  if (answer.error) return <Failure error={answer.error} what="The attempts cannot be shown" />;
  if (!answer.data) return <p class="empty">…</p>;
  const { attempts, known } = answer.data;
  const untold = attempts - known.length;
  if (attempts === 0) return <p class="empty">No attempt has begun</p>;
  return (
    <>
      <ol class="attempts" reversed>
        {[...known].reverse().map((attempt) => (
          <li key={attempt.endedAt ?? 'now'}>
            <span class="row wrap">
              <Pill status={statusOfAttempt(attempt)}>{LOOKS[attempt.outcome].word}</Pill>
              <span class="num dim" title={[attempt.firstSeen, attempt.endedAt].filter(Boolean).join(' – ')}>
                {attempt.firstSeen ? clock(Date.parse(attempt.firstSeen), true) : '…'}
                {' – '}
                {attempt.endedAt ? clock(Date.parse(attempt.endedAt), true) : 'now'}
              </span>
              <span class="grow" />
              <span class="faint">{attempt.worker}</span>
              <b class="num">{lengthOf(attempt, now)}</b>
            </span>
            {attempt.trouble && (
              <span class="s-fail">
                {attempt.trouble.errorCode} {troubleOf(attempt.trouble.msg).message}
              </span>
            )}
          </li>
        ))}
      </ol>
      {untold > 0 && (
        <p class="faint small pad">
          {counted(untold, 'more attempt')} left nothing in the log: an attempt that yields to go on later, or that found
          its worker gone.
        </p>
      )}
    </>
  );
}

function lengthOf(attempt: Attempt, now: number): string {
  if (!attempt.firstSeen) return '';
  return took((attempt.endedAt ? Date.parse(attempt.endedAt) : now) - Date.parse(attempt.firstSeen));
}
