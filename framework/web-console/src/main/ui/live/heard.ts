import type { Run } from '../api/types.ts';

/** What was told of runs while they were being read: what is read may be older when it arrives. */
export class Heard {
  private readonly runs = new Map<string, Run>();

  hear(changed: Run[]): void {
    for (const run of changed) this.runs.set(run.uuid, run);
  }

  /** All of them, as they were told last. */
  all(): Iterable<Run> {
    return this.runs.values();
  }

  /** Begin anew, before runs are read. */
  forget(): void {
    this.runs.clear();
  }

  /** The run as it was read, or as it was told since. */
  newest = (read: Run): Run => {
    const told = this.runs.get(read.uuid);
    return told && told.revision > read.revision ? told : read;
  };
}
