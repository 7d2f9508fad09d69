import { call, download, type Query, send, withoutBase } from './call.ts';
import type { Attempts, Descendants, Explanation, Lines, Run, RunFile, RunPage, TreeLines } from './types.ts';

/** The calls of one run, which stands under the root branch of its job. */
export class RunCalls {
  constructor(
    private readonly root: string,
    private readonly uuid: string,
  ) {}

  private get = <T>(name: string, signal?: AbortSignal, query?: Query) =>
    call<T>(`/${this.root}/${name}/${this.uuid}`, { signal, query });

  row = (signal?: AbortSignal) => this.get<Run>('runs', signal);
  data = (signal?: AbortSignal) => this.get<unknown>('data', signal);
  params = (signal?: AbortSignal) =>
    this.get<{ params: Record<string, unknown>; omitted: string[] }>('params', signal);
  explanation = (signal?: AbortSignal) => this.get<Explanation>('explain', signal);
  descendants = (signal?: AbortSignal) => this.get<Descendants>('descendants', signal);
  children = (query: Query, signal?: AbortSignal) => this.get<RunPage>('children', signal, query);
  lines = (query: Query, signal?: AbortSignal) => this.get<Lines>('lines', signal, query);
  treeLog = (query: Query, signal?: AbortSignal) => this.get<TreeLines>('tree-log', signal, query);
  attempts = (signal?: AbortSignal) => this.get<Attempts>('attempts', signal);
  cancel = () => send(`/${this.root}/cancel/${this.uuid}`, { method: 'POST' });
  retry = () => send(`/${this.root}/retry/${this.uuid}`, { method: 'POST' });
  downloadLog = (name: string) => download(`/${this.root}/log/${this.uuid}`, name);
}

const at = (run: Run): string =>
  `/projects/${encodeURIComponent(run.project)}/jobs/${encodeURIComponent(run.jobId)}`;

export const files = (run: Run, signal?: AbortSignal) => call<RunFile[]>(`${at(run)}/files`, { signal });

/** What was handed to the run or is kept by it; `{}` if nothing was. */
export const stash = (run: Run, signal?: AbortSignal) => call<unknown>(`${at(run)}/stash`, { signal });

export const meta = (run: Run, signal?: AbortSignal) =>
  call<Record<string, unknown>[]>(`${at(run)}/meta`, { signal });

export const downloadFile = (run: Run, name: string) =>
  download(`${at(run)}/files/${encodeURIComponent(name)}`, name);

/** The branch at the top, below which the calls of a run stand. */
export const rootOf = (path: string): string => withoutBase(path).split('/')[0];

/** The calls of a run that stands in a list. */
export const callsOf = (run: Run): RunCalls => new RunCalls(rootOf(run.path), run.uuid);
