import { useEffect, useState } from 'preact/hooks';
import { statistics, tree } from '../api/jobs.ts';
import { onToken, token } from '../api/token.ts';
import type { Branch, Leaf, LeafStatistics } from '../api/types.ts';

/** Answers that several parts of a page show: asked for once, and again when somebody who shows them comes after a while. */
class Shared<T> {
  private value: T | undefined;
  private error: Error | undefined;
  private askedAt = -Infinity;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly ask: () => Promise<T>,
    private readonly freshMillis: number,
  ) {
    onToken(() => token() && this.refresh(0));
  }

  refresh(freshMillis = this.freshMillis): void {
    if (performance.now() - this.askedAt < freshMillis) return;
    this.askedAt = performance.now();
    this.ask()
      .then((value) => {
        this.value = value;
        this.error = undefined;
      })
      .catch((error: Error) => {
        this.error = error;
      })
      .finally(() => this.listeners.forEach((listener) => listener()));
  }

  use(): { data: T | undefined; error: Error | undefined; refresh: () => void } {
    const [, setTold] = useState(0);
    useEffect(() => {
      const listener = () => setTold((told) => told + 1);
      this.listeners.add(listener);
      this.refresh();
      return () => {
        this.listeners.delete(listener);
      };
    }, []);
    return { data: this.value, error: this.error, refresh: () => this.refresh(0) };
  }
}

const sharedTree = new Shared(() => tree().then((answer) => answer.branches), 5_000);
const sharedStatistics = new Shared(
  () => statistics().then((answer) => new Map(answer.leaves.map((leaf) => [leaf.path, leaf]))),
  5_000,
);

/** All branches with their leaves. */
export const useTree = (): ReturnType<Shared<Branch[]>['use']> => sharedTree.use();

/** How the latest runs of each leaf went, by its path. */
export const useStatistics = (): ReturnType<Shared<Map<string, LeafStatistics>>['use']> => sharedStatistics.use();

export const leavesOf = (branches: Branch[]): Leaf[] =>
  branches.flatMap((branch) => [...leavesOf(branch.branches), ...branch.leaves]);
