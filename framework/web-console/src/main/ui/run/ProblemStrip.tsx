import { callsOf, rootOf } from '../api/run.ts';
import type { Descendants, Group, Run } from '../api/types.ts';
import { useAnswer } from '../parts/hooks.ts';
import { Icon } from '../parts/Icon.tsx';
import { finished } from '../parts/status.tsx';
import { counted } from '../parts/time.ts';
import { link, runLink } from '../shell/router.ts';
import { troubleOf } from './problems.ts';

type Props = { run: Run; descendants: Descendants | undefined; show: () => void };

/** What went wrong and where, without a click: red if it is final, amber if the run went on. */
export function ProblemStrip({ run, descendants, show }: Props) {
  const errors = useAnswer(
    (signal) => callsOf(run).lines({ kind: 'ERROR', limit: 1 }, signal),
    run.errors > 0 ? `${run.uuid} ${run.errors}` : null,
  );
  const line = errors.data?.lines[0];
  const failed = run.state === 'FAILED';
  const trouble = line ? troubleOf(line.msg) : null;
  const message = trouble?.message ?? (failed ? causeOf(run) : null);
  const below = descendants?.counts.FAILED ?? 0;
  return (
    <>
      {message && (
        <div class={`full problem ${failed ? '' : 'soft'}`} role="status">
          <Icon name={failed ? 'fail' : 'warn'} />
          <div class="grow">
            <b>
              {failed ? 'Failed: ' : finished(run.state) ? 'Had an error: ' : 'An attempt broke: '}
              {message}
            </b>
            {trouble?.frame && <code>{trouble.frame}</code>}
          </div>
          {line && (
            <button type="button" class="btn sm" onClick={show}>
              Show
            </button>
          )}
        </div>
      )}
      {below > 0 && (
        <div class={`full problem ${failed ? '' : 'soft'}`} role="status">
          <Icon name="children" />
          <div class="grow">
            <b>{counted(below, 'run')} below failed</b>
          </div>
          <FailedBelow run={run} groups={descendants?.groups ?? []} />
        </div>
      )}
    </>
  );
}

/** What a failed run without an error said last is its cause only if it was a complaint. */
const causeOf = (run: Run): string =>
  run.message !== null && run.messageKind !== 'EVENT' ? run.message : `ended with result ${run.result}`;

function FailedBelow({ run, groups }: { run: Run; groups: Group[] }) {
  const failed = singles(groups).find((group) => group.counts.FAILED);
  const to = failed?.uuid
    ? runLink(rootOf(failed.path), failed.uuid)
    : link(['runs'], { parent: run.uuid, state: 'FAILED' });
  return (
    <a class="btn sm" href={to}>
      Show
    </a>
  );
}

const singles = (groups: Group[]): Group[] =>
  groups.flatMap((group) => [...singles(group.groups), ...(group.uuid ? [group] : [])]);
