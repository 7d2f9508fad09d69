import { useState } from 'preact/hooks';
import type { Run } from '../api/types.ts';
import { type Answer, useAnswer } from '../parts/hooks.ts';

/** The answer as of the last change of the run; the one before stays until there is a new one. */
export function useLatest<T>(run: Run, ask: (signal: AbortSignal) => Promise<T>, name: string): Answer<T> {
  const [kept, setKept] = useState<{ uuid: string; data: T }>();
  const answer = useAnswer(ask, `${name} ${run.uuid} ${run.revision}`);
  if (answer.data !== undefined && kept?.data !== answer.data) setKept({ uuid: run.uuid, data: answer.data });
  return { ...answer, data: answer.data ?? (kept?.uuid === run.uuid ? kept.data : undefined) };
}
