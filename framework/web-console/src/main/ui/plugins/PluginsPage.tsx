import { withoutBase } from '../api/call.ts';
import { plugins } from '../api/servers.ts';
import type { Issue, Plugins } from '../api/types.ts';
import { useNews } from '../live/live.ts';
import { Failure } from '../parts/Failure.tsx';
import { useAnswer } from '../parts/hooks.ts';
import { Icon } from '../parts/Icon.tsx';
import { Pill } from '../parts/status.tsx';
import { counted } from '../parts/time.ts';
import { jobLink } from '../shell/router.ts';

/** Versions are long digests: as much tells them apart. */
const VERSION_SHOWN = 12;

/** What was loaded, what is wrong with it, and which runs wait for a job that is not there. */
export function PluginsPage() {
  const answer = useAnswer(plugins, 'plugins');
  useNews((news) => {
    if (news.type === 'reset') answer.reload();
  });
  const all = answer.data;
  return (
    <div class="page">
      <div class="row">
        <h1>Plugins</h1>
        {all && <span class="dim">{counted(all.plugins.length, 'plugin')}</span>}
        <span class="grow" />
        <button type="button" class="btn" onClick={answer.reload}>
          <Icon name="retry" />
          Look again
        </button>
      </div>
      {answer.error && <Failure error={answer.error} what="The plugins cannot be shown" />}
      {all && all.held.length > 0 && <Held held={all.held} />}
      {all && all.issues.length > 0 && (
        <section class="card" aria-label="Beside the plugins">
          <div class="ch">
            <h2>Beside the plugins</h2>
          </div>
          <Issues issues={all.issues} />
        </section>
      )}
      {all?.plugins.map((plugin) => (
        <section key={plugin.name} class="card" aria-label={`Plugin ${plugin.name}`}>
          <div class="ch">
            <Icon name="plugins" />
            <h2>{plugin.name}</h2>
            <code class="faint ell" title={`Version ${plugin.version}`}>
              {plugin.version.slice(0, VERSION_SHOWN)}
            </code>
            <span class="grow" />
            <Verdict issues={plugin.issues} />
          </div>
          <Issues issues={plugin.issues} />
          <ul class="entries">
            {plugin.jobs.map((job) => (
              <li key={job.path}>
                <Icon name="leaf" />
                <a href={jobLink(withoutBase(job.path))}>
                  <b>{withoutBase(job.path)}</b>
                  <span class="faint ell">{job.description}</span>
                </a>
              </li>
            ))}
            {plugin.jobs.length === 0 && <li class="faint">It offers no jobs</li>}
          </ul>
        </section>
      ))}
      {all?.plugins.length === 0 && <p class="empty">There are no plugins yet: put a job jar into the plugins folder</p>}
    </div>
  );
}

function Verdict({ issues }: { issues: Issue[] }) {
  const errors = issues.filter((issue) => issue.severity === 'ERROR').length;
  if (errors > 0) return <Pill status="fail">{counted(errors, 'error')}</Pill>;
  if (issues.length > 0) return <Pill status="warn">{counted(issues.length, 'warning')}</Pill>;
  return <Pill status="ok">Loaded</Pill>;
}

const Issues = ({ issues }: { issues: Issue[] }) => (
  <ul class="issues">
    {issues.map((issue) => (
      <li key={issue.source + issue.message} class={issue.severity === 'ERROR' ? 's-fail' : 's-warn'}>
        <Icon name={issue.severity === 'ERROR' ? 'fail' : 'warn'} />
        <div class="grow">
          {issue.source && <code>{issue.source}</code>}
          <p>{issue.message}</p>
          {issue.cause && <p class="small faint">{issue.cause}</p>}
        </div>
      </li>
    ))}
  </ul>
);

const Held = ({ held }: { held: Plugins['held'] }) => (
  <section class="card" aria-label="Runs that wait for their job">
    <div class="ch">
      <h2>Runs that wait for their job</h2>
    </div>
    <ul class="issues">
      {held.map((each) => (
        <li key={each.jobType} class="s-warn">
          <Icon name="clock" />
          <div class="grow">
            <code>{each.jobType}</code> {counted(each.count, 'run')}
            <p>{each.reason}</p>
          </div>
        </li>
      ))}
    </ul>
  </section>
);
