import { useEffect, useState } from 'preact/hooks';
import { RunCalls } from '../api/run.ts';
import type { Descendants, Run } from '../api/types.ts';
import { useRunNews } from '../live/live.ts';
import { useAnswer } from '../parts/hooks.ts';
import { useDelayed } from '../runs/useRunList.ts';

/** A run by its place. */
export type RunId = { root: string; uuid: string };

const DESCENDANTS_PAUSE_MILLIS = 1_500;

/** A run as it stands now. */
export function useRun({ root, uuid }: RunId): { run: Run | undefined; error: Error | undefined } {
  const answer = useAnswer((signal) => new RunCalls(root, uuid).row(signal), `${root}/${uuid}`);
  const [told, setTold] = useState<Run>();
  useEffect(() => setTold(undefined), [uuid]);
  useRunNews((changed) => {
    const news = changed.find((each) => each.uuid === uuid);
    if (news) setTold(news);
  }, answer.reload);
  const isNewer = told && told.uuid === uuid && told.revision >= (answer.data?.revision ?? 0);
  return { run: isNewer ? told : answer.data, error: answer.error };
}

/** What is below a run, as of a moment ago. */
export function useDescendants({ root, uuid }: RunId): Descendants | undefined {
  const answer = useAnswer((signal) => new RunCalls(root, uuid).descendants(signal), `${root}/${uuid}`);
  const again = useDelayed(answer.reload, uuid, DESCENDANTS_PAUSE_MILLIS);
  useRunNews((changed) => {
    const isParent = (answer.data?.runs ?? 0) > 0;
    if (isParent ? changed.some((run) => run.parent !== null) : changed.some((run) => run.parent === uuid)) again();
  }, answer.reload);
  return answer.data;
}
