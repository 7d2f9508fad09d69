import { withoutBase } from '../api/call.ts';
import type { Branch, LeafStatistics } from '../api/types.ts';
import { Icon } from '../parts/Icon.tsx';
import { counted, took } from '../parts/time.ts';
import { jobLink } from '../shell/router.ts';
import { Spark } from './Spark.tsx';
import { leavesIn } from './tree.ts';

type Props = { branch: Branch; statistics: Map<string, LeafStatistics> | undefined };

/** A branch: what stands directly below it. */
export const BranchPane = ({ branch, statistics }: Props) => (
  <section class="leafpane" aria-label={branch.name}>
    <header class="leafhd">
      <div class="row wrap">
        <h1 class="ell">{branch.name}</h1>
        <code class="faint">{withoutBase(branch.path)}</code>
      </div>
      <p class="dim">{branch.description}</p>
    </header>
    <div class="page">
      <ul class="card entries">
        {branch.branches.map((below) => (
          <li key={below.path}>
            <Icon name="folder" />
            <a href={jobLink(withoutBase(below.path))}>
              <b>{below.name}</b>
              <span class="faint ell">{below.description}</span>
            </a>
            <span class="faint small num">{counted(leavesIn(below), 'job')}</span>
          </li>
        ))}
        {branch.leaves.map((leaf) => {
          const last = statistics?.get(leaf.path);
          return (
            <li key={leaf.path}>
              <Icon name="leaf" />
              <a href={jobLink(withoutBase(leaf.path))}>
                <b>{leaf.name}</b>
                <span class="faint ell">{leaf.description}</span>
              </a>
              {typeof last?.p50Millis === 'number' && <span class="faint small num">{took(last.p50Millis)}</span>}
              {last && <Spark last={last} />}
            </li>
          );
        })}
      </ul>
    </div>
  </section>
);
