import type { Counts, Histogram as Answer, RunState } from '../api/types.ts';
import { statusOf, wordFor } from '../parts/status.tsx';
import { clock, count } from '../parts/time.ts';

export const BUCKETS = 60;

/** From the bottom: what went wrong has to be seen first. */
const STACK: RunState[] = ['FAILED', 'CANCELLED', 'SUCCEEDED'];
const DAY_MILLIS = 86_400_000;

type Span = { from: string; to: string };
type Props = { answer: Answer | undefined; span: Span | null; choose: (span: Span | null) => void };

const sum = (counts: Counts): number => Object.values(counts).reduce((total, some) => total + some, 0);

/** When runs ended, and how. A click on a bar shows the runs of its time, another one all again. */
export function Histogram({ answer, span, choose }: Props) {
  if (!answer) return <figure class="card hist" aria-hidden="true" />;
  const start = Date.parse(answer.from);
  const bars = barsOf(answer);
  const highest = Math.max(1, ...bars.map((bar) => sum(bar.counts)));
  const long = bars.length * answer.bucketMillis > 2 * DAY_MILLIS;
  const label = (at: number) => (long ? new Date(at).toISOString().slice(5, 10) : clock(at).slice(0, 5));
  return (
    <figure class="card hist" aria-label="Ended runs by time and state">
      <div class="plot">
        {bars.map((bar) => {
          const from = new Date(bar.from).toISOString();
          const to = new Date(bar.from + answer.bucketMillis).toISOString();
          const chosen = span !== null && Date.parse(span.from) === bar.from;
          const title = `${clock(bar.from)} to ${clock(bar.from + answer.bucketMillis)}: ${wordsOf(bar.counts)}`;
          return (
            <button
              key={bar.from}
              type="button"
              class={`col${chosen ? ' sel' : ''}`}
              title={title}
              aria-label={title}
              aria-pressed={chosen}
              tabIndex={sum(bar.counts) > 0 || chosen ? 0 : -1}
              onClick={() => choose(chosen ? null : { from, to })}
            >
              {STACK.map((state) => {
                const height = ((bar.counts[state] ?? 0) / highest) * 100;
                return height > 0 && <i key={state} class={`f-${statusOf(state)}`} style={{ height: `${height}%` }} />;
              })}
            </button>
          );
        })}
      </div>
      <div class="ax" aria-hidden="true">
        {[0, 0.25, 0.5, 0.75].map((part) => (
          <span key={part}>{label(start + part * bars.length * answer.bucketMillis)}</span>
        ))}
        <span>{span ? clock(Date.parse(answer.to)).slice(0, 5) : 'now'}</span>
      </div>
    </figure>
  );
}

function barsOf(answer: Answer): { from: number; counts: Counts }[] {
  const start = Date.parse(answer.from);
  const known = new Map(
    answer.buckets.map((bucket) => [
      Math.round((Date.parse(bucket.from) - start) / answer.bucketMillis),
      bucket.counts,
    ]),
  );
  const bars = Math.max(1, Math.round((Date.parse(answer.to) - start) / answer.bucketMillis));
  return Array.from({ length: bars }, (_, i) => ({
    from: start + i * answer.bucketMillis,
    counts: known.get(i) ?? {},
  }));
}

function wordsOf(counts: Counts): string {
  const parts = STACK.filter((state) => counts[state]).map(
    (state) => `${count(counts[state] ?? 0)} ${wordFor(state).toLowerCase()}`,
  );
  return parts.join(', ') || 'none';
}
