import type { LeafStatistics } from '../api/types.ts';
import { statusOf } from '../parts/status.tsx';

/** How the last runs of a job ended, the newest at the right; what failed stands out by its height, too. */
export function Spark({ last }: { last: LeafStatistics }) {
  const runs = [...last.last].reverse();
  if (runs.length === 0) return null;
  const failed = runs.filter((run) => run.state === 'FAILED').length;
  const words = `Last ${runs.length} runs: ${failed === 0 ? 'none' : failed} failed`;
  return (
    <span class="spark" role="img" title={words} aria-label={words}>
      {runs.map((run) => (
        <i
          key={run.uuid}
          class={`f-${statusOf(run.state)}`}
          style={{ height: run.state === 'FAILED' ? '12px' : '6px' }}
        />
      ))}
    </span>
  );
}
