import { withoutBase } from '../api/call.ts';
import { rootOf } from '../api/run.ts';
import type { LeafStatistics, Run } from '../api/types.ts';
import { Icon } from '../parts/Icon.tsx';
import { Bar, finished, percent, statusOf, wordFor } from '../parts/status.tsx';
import { ago, count, took } from '../parts/time.ts';
import { inShort } from '../run/problems.ts';
import { runLink } from '../shell/router.ts';

/** A run that takes this many times as long as usual is told apart, if it is a second at least. */
const LONG = 1.5;
const LEAST_MORE_MILLIS = 1_000;

/** Whether a run takes or took longer than such runs do; false if nobody knows. */
export const isLong = (millis: number, usual: number | null | undefined): boolean =>
  usual !== null && usual !== undefined && millis > Math.max(LONG * usual, usual + LEAST_MORE_MILLIS);

type Props = {
  run: Run;
  index: number;
  now: number;
  usual: LeafStatistics | undefined;
  current: boolean;
  /** Undefined: runs are not selected here. */
  selected: boolean | undefined;
  select: (range: boolean) => void;
  open: () => void;
};

export const linkOf = (run: Run): string => runLink(rootOf(run.path), run.uuid);

/** How long a run took or has been at it; null if it has not begun. */
export function tookOf(run: Run, now: number): number | null {
  if (!run.startedAt) return null;
  return (run.endedAt ? Date.parse(run.endedAt) : now) - Date.parse(run.startedAt);
}

export function RunRow({ run, index, now, usual, current, selected, select, open }: Props) {
  const path = withoutBase(run.path);
  const leaf = path.split('/').pop();
  const status = run.cancelRequested && !finished(run.state) ? 'stop' : statusOf(run.state);
  return (
    <tr
      class={current ? 'cur' : ''}
      aria-rowindex={index + 2}
      aria-selected={selected}
      onClick={(event) => {
        // Text that is being selected is not a click.
        if (!String(getSelection())) (event.ctrlKey || event.metaKey ? select(false) : open());
      }}
    >
      {selected !== undefined && (
        <td class="c-x" onClick={(event) => event.stopPropagation()}>
          <input
            type="checkbox"
            aria-label={`Select ${leaf} ${run.uuid.slice(-8)}`}
            checked={selected}
            onClick={(event) => select(event.shiftKey)}
          />
        </td>
      )}
      <td class="c-s">
        <span class={`row s-${status}`}>
          <Icon name={status} />
          <span class="lbl">
            {wordOf(run)}
            {run.state === 'FAILED' && run.result >= 0 ? ` ${run.result}` : ''}
          </span>
        </span>
      </td>
      <td class="c-j">
        <span class="row">
          <a class="jobname" href={linkOf(run)} onClick={(event) => event.stopPropagation()}>
            <span class="faint ell">{path.split('/').slice(0, -1).join('/')}/</span>
            <b>{leaf}</b>
          </a>
          {run.children > 0 && (
            <span class="tag" title={`${run.children} runs below`}>
              <Icon name="children" />
              {count(run.children)}
            </span>
          )}
          {run.warnings > 0 && (
            <span class="tag s-warn num" title={`${run.warnings} warnings`}>
              ▲ {count(run.warnings)}
            </span>
          )}
          {run.errors > 0 && (
            <span class="tag s-fail num" title={`${run.errors} errors`}>
              ✕ {count(run.errors)}
            </span>
          )}
        </span>
      </td>
      <td class="c-i">
        <code class="faint">{run.uuid.slice(-8)}</code>
      </td>
      <td class="c-p">
        <Progress run={run} now={now} />
      </td>
      <td class="r num dim c-w" title={run.startedAt ?? run.createdAt}>
        {ago(Date.parse(run.startedAt ?? run.createdAt), now)}
      </td>
      <td class="r num c-d">
        <Took run={run} now={now} usual={usual} />
      </td>
      <td class="dim c-k ell">{run.worker ?? ''}</td>
    </tr>
  );
}

export function wordOf(run: Run): string {
  if (run.cancelRequested && !finished(run.state)) return 'Cancelling';
  return run.parked ? 'Waiting' : wordFor(run.state);
}

function Progress({ run, now }: { run: Run; now: number }) {
  if (run.state === 'RUNNING' && !(run.completeness === 0 && run.message)) {
    return (
      <span class="prog" title={run.message ?? undefined}>
        <span class="grow">
          <Bar value={run.completeness} label={`Progress of ${run.path}`} />
        </span>
        <b class="num small">{percent(run.completeness)}</b>
      </span>
    );
  }
  const due = Date.parse(run.runAt);
  const text = run.state === 'QUEUED' && due > now ? `due ${ago(due, now)}` : (run.message ?? run.description);
  return (
    <span class={`ell small ${run.state === 'FAILED' ? 's-fail' : 'faint'}`} title={text}>
      {inShort(text)}
    </span>
  );
}

function Took({ run, now, usual }: { run: Run; now: number; usual: LeafStatistics | undefined }) {
  const millis = tookOf(run, now);
  if (millis === null) return <>—</>;
  const p50 = usual?.p50Millis;
  return <Duration millis={millis} usual={p50} />;
}

/** How long something took; told apart if that is longer than usual, by a sign besides the colour. */
export function Duration({ millis, usual }: { millis: number; usual: number | null | undefined }) {
  const long = isLong(millis, usual);
  const note = usual ? `usually ${took(usual)}` : undefined;
  return (
    <span class={long ? 's-warn' : ''} title={long ? `longer than usual: ${note}` : note}>
      {long && <span aria-hidden="true">▴ </span>}
      {took(millis)}
      {long && <span class="sr"> longer than usual</span>}
    </span>
  );
}
