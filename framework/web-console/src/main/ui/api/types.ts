/** What goes over the wire, named as in the REST API. Moments are RFC 3339 texts. */

export type RunState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export const STATES: readonly RunState[] = ['RUNNING', 'QUEUED', 'FAILED', 'SUCCEEDED', 'CANCELLED'];

export type Branch = {
  path: string;
  name: string;
  description: string;
  branches: Branch[];
  leaves: Leaf[];
};

export type Leaf = {
  path: string;
  jobType: string;
  name: string;
  description: string;
  plugin?: string;
  pluginVersion?: string;
};

/** A run as it stands in every list. */
export type Run = {
  uuid: string;
  path: string;
  jobType: string;
  state: RunState;
  cancelRequested: boolean;
  completeness: number;
  result: number;
  attempts: number;
  errorCount: number;
  priority: number;
  createdAt: string;
  updatedAt: string;
  runAt: string;
  startedAt: string | null;
  endedAt: string | null;
  tags: Record<string, string>;
  description: string;
  project: string;
  jobId: string;
  parent: string | null;
  worker: string | null;
  parked: boolean;
  message: string | null;
  messageKind: string | null;
  warnings: number;
  errors: number;
  lastLine: number;
  children: number;
  revision: number;
};

export type RunPage = { runs: Run[]; next: string | null };

export type Counts = Partial<Record<RunState, number>>;

export type Counted = { counts: Counts; total: number; complete: boolean };

export type Histogram = {
  from: string;
  to: string;
  bucketMillis: number;
  buckets: { from: string; counts: Counts }[];
  unfinished?: Counts;
  complete: boolean;
};

export type LeafStatistics = {
  path: string;
  jobType: string;
  sample: number;
  succeeded: number;
  successRate: number | null;
  p50Millis: number | null;
  p95Millis: number | null;
  last: { uuid: string; state: RunState; tookMillis: number; endedAt: string }[];
};

export type LineKind = 'EVENT' | 'WARNING' | 'ERROR' | 'OUTPUT' | 'META';

export type Line = { seq: number; kind: LineKind; errorCode?: number; msg: string; timeStamp: string };

export type Lines = { lines: Line[]; more: boolean };

/** A line of one of the logs of a tree. */
export type TreeLine = Line & { uuid: string; path: string };

export type TreeLines = { lines: TreeLine[]; next: string | null; complete: boolean };

export type Attempt = {
  outcome: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'ERROR' | 'DIED' | 'SERVER_STOPPED';
  /** When it began if that is known, else the time of its first line. */
  firstSeen: string | null;
  endedAt: string | null;
  trouble?: Line;
  worker?: string;
};

/** Those that left a trace, of all that there were. */
export type Attempts = { attempts: number; known: Attempt[] };

/** Equal runs below a run: the same job, with equal ones below. */
export type Group = {
  path: string;
  jobType: string;
  runs: number;
  counts: Counts;
  completeness: number;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  /** There only if the group is one run. */
  uuid?: string;
  groups: Group[];
};

export type Descendants = {
  completeness: number;
  runs: number;
  counts: Counts;
  complete: boolean;
  groups: Group[];
};

export type Explanation = {
  uuid: string;
  state: RunState;
  reason: string;
  text: string;
  position: number | null;
  holders: string[];
  earliestStart: string | null;
};

export type RunFile = { name: string; size: number; sha256: string; writer: string; writtenAt: string };

export type Bulk = {
  id: string;
  action: 'cancel' | 'retry';
  total: number;
  done: number;
  changed: number;
  unchanged: number;
  failed: number;
  finished: boolean;
  failures: { uuid: string; detail: string }[];
};

export type Health = {
  status: string;
  version: string;
  trouble?: string | null;
  worker: { name: string; state: string; slots: number; running: number; threadsLeftBehind: number };
  queued: number;
};

export type Issue = { severity: string; source: string; message: string; cause: string };

export type Plugins = {
  plugins: { name: string; version: string; jobs: Leaf[]; issues: Issue[] }[];
  issues: Issue[];
  held: { jobType: string; count: number; reason: string }[];
};

export type Fault = { pointer: string; detail: string };

export type Worker = {
  id: string;
  host: string;
  version: string;
  /** `activeIdle activeRunning drainingIdle drainingRunning drainingDown` */
  state: string;
  /** What is asked of it: `take`, `drain` or `retire`. */
  order: string;
  alive: boolean;
  started: string;
  lastSeen: string;
  slots: number;
  free: number;
  running: { uuid: string; jobType: string; since: string }[];
  memory: { available: number; used: number };
  plugins: { name: string; version: string }[];
};
