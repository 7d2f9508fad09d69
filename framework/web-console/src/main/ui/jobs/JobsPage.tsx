import { withoutBase } from '../api/call.ts';
import { Failure } from '../parts/Failure.tsx';
import { useNews } from '../live/live.ts';
import { useDelayed } from '../runs/useRunList.ts';
import { leavesOf, useStatistics, useTree } from '../shell/shared.ts';
import { BranchPane } from './BranchPane.tsx';
import { JobPane } from './JobPane.tsx';
import { Tree } from './Tree.tsx';
import { findBranch } from './tree.ts';

const STATISTICS_PAUSE_MILLIS = 5_000;

/** All jobs as a tree, and the one that was chosen. */
export function JobsPage({ path, query }: { path: string; query: URLSearchParams }) {
  const tree = useTree();
  const statistics = useStatistics();
  const again = useDelayed(statistics.refresh, '', STATISTICS_PAUSE_MILLIS);
  useNews((news) => {
    if (news.type === 'runs') again();
    if (news.type === 'reset') {
      tree.refresh();
      again();
    }
  });
  const branches = tree.data;
  const leaf = branches && leavesOf(branches).find((each) => withoutBase(each.path) === path);
  const branch = branches && !leaf ? findBranch(branches, path) : undefined;
  return (
    <div class="jobs" data-open={leaf ? 'leaf' : 'tree'}>
      {branches ? (
        <Tree branches={branches} statistics={statistics.data} chosen={path} />
      ) : (
        <aside class="treepane" aria-label="Job tree">
          {tree.error && <Failure error={tree.error} what="The jobs cannot be shown" />}
        </aside>
      )}
      {leaf && <JobPane key={leaf.path} leaf={leaf} statistics={statistics.data?.get(leaf.path)} query={query} />}
      {branch && <BranchPane branch={branch} statistics={statistics.data} />}
      {branches && !leaf && !branch && (
        <section class="leafpane" aria-label="No job chosen">
          <p class="empty">{path ? `There is no job ${path}` : 'Choose a job'}</p>
        </section>
      )}
    </div>
  );
}
