import { useEffect, useState } from 'preact/hooks';
import { isAsked, onToken } from '../api/token.ts';
import { JobsPage } from '../jobs/JobsPage.tsx';
import { useCounts, useLink } from '../live/live.ts';
import { useWindowEvent } from '../parts/hooks.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { count } from '../parts/time.ts';
import { PluginsPage } from '../plugins/PluginsPage.tsx';
import { RunPage } from '../run/RunPage.tsx';
import { RunsPage } from '../runs/RunsPage.tsx';
import { WorkersPage } from '../workers/WorkersPage.tsx';
import { Help } from './Help.tsx';
import { useKeys } from './keys.ts';
import { Login } from './Login.tsx';
import { Logo } from './Logo.tsx';
import { ReadOnly } from './ReadOnly.tsx';
import { Palette } from './Palette.tsx';
import { go, jobLink, link, type Route, useRoute } from './router.ts';
import { switchTheme } from './theme.ts';

const PAGES: { page: string; title: string; icon: IconName }[] = [
  { page: 'jobs', title: 'Jobs', icon: 'jobs' },
  { page: 'runs', title: 'Runs', icon: 'runs' },
  { page: 'workers', title: 'Workers', icon: 'workers' },
  { page: 'plugins', title: 'Plugins', icon: 'plugins' },
];

export function App() {
  const [asked, setAsked] = useState(isAsked);
  useEffect(() => {
    const stop = onToken(() => setAsked(isAsked()));
    return () => {
      stop();
    };
  }, []);
  return asked ? <Login /> : <Frame />;
}

function Frame() {
  const route = useRoute();
  const [open, setOpen] = useState<'help' | 'palette' | null>(null);
  const page = PAGES.some((known) => known.page === route.page) ? route.page : 'jobs';
  useEffect(() => {
    document.title = titleOf({ ...route, page });
  });
  useKeys({
    'g j': () => go(link(['jobs'])),
    'g r': () => go(link(['runs'])),
    'g w': () => go(link(['workers'])),
    'g p': () => go(link(['plugins'])),
    '?': () => setOpen('help'),
  });
  useWindowEvent('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      setOpen('palette');
    }
  });
  return (
    <>
      <header class="brand">
        <a class="row" href={link(['jobs'])}>
          <Logo />
          Gantry
        </a>
      </header>
      <TopBar route={{ ...route, page }} find={() => setOpen('palette')} />
      <MainNav page={page} help={() => setOpen('help')} />
      <main tabIndex={-1}>
        <Page route={{ ...route, page }} />
      </main>
      <nav class="tabbar" aria-label="Pages">
        {PAGES.map((known) => (
          <a key={known.page} href={link([known.page])} aria-current={known.page === page ? 'page' : undefined}>
            <Icon name={known.icon} />
            {known.title}
          </a>
        ))}
      </nav>
      {open === 'help' && <Help close={() => setOpen(null)} />}
      {open === 'palette' && <Palette close={() => setOpen(null)} help={() => setOpen('help')} />}
    </>
  );
}

function Page({ route }: { route: Route }) {
  const [root, uuid] = route.rest;
  if (route.page === 'runs' && root && uuid) return <RunPage key={uuid} root={root} uuid={uuid} query={route.query} />;
  if (route.page === 'runs') return <RunsPage query={route.query} />;
  if (route.page === 'workers') return <WorkersPage />;
  if (route.page === 'plugins') return <PluginsPage />;
  return <JobsPage path={route.rest.join('/')} query={route.query} />;
}

function titleOf(route: Route): string {
  const title = PAGES.find((known) => known.page === route.page)?.title ?? 'Jobs';
  const last = route.rest[route.rest.length - 1];
  return last ? `${route.page === 'runs' ? last.slice(-8) : last} · ${title} · Gantry` : `${title} · Gantry`;
}

function TopBar({ route, find }: { route: Route; find: () => void }) {
  return (
    <div class="top" role="region" aria-label="Location and search">
      <button type="button" class="skip" onClick={() => document.querySelector<HTMLElement>('main')?.focus()}>
        Skip to content
      </button>
      <Crumbs route={route} />
      <span class="grow" />
      <button type="button" class="search" onClick={find}>
        <Icon name="search" />
        Jobs, runs, actions…<kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <ReadOnly />
      <LinkState />
      <button type="button" class="btn ico ghost" aria-label="Switch between light and dark" onClick={switchTheme}>
        <Icon name="theme" />
      </button>
    </div>
  );
}

function Crumbs({ route }: { route: Route }) {
  const title = PAGES.find((known) => known.page === route.page)?.title;
  const isRun = route.page === 'runs' && route.rest.length > 0;
  const names = isRun ? [route.rest[1]?.slice(-8) ?? ''] : route.rest;
  return (
    <nav class="crumbs" aria-label="Breadcrumb">
      <a href={link([route.page])}>{title}</a>
      {names.map((name, i) => (
        <>
          <span aria-hidden="true">/</span>
          {i === names.length - 1 ? (
            <b class="ell">{name}</b>
          ) : (
            <a class="ell" href={jobLink(names.slice(0, i + 1).join('/'))}>
              {name}
            </a>
          )}
        </>
      ))}
    </nav>
  );
}

function LinkState() {
  const state = useLink();
  const words = { connecting: 'connecting', live: 'live', lost: 'reconnecting', refused: 'logged out' }[state];
  return (
    <span class={`live ${state}`} role="status" title={state === 'lost' ? 'The server does not answer' : undefined}>
      <i aria-hidden="true" />
      <span>{words}</span>
    </span>
  );
}

function MainNav({ page, help }: { page: string; help: () => void }) {
  const running = useCounts()?.counts.RUNNING;
  return (
    <nav class="main" aria-label="Main">
      {PAGES.map((known) => (
        <a key={known.page} href={link([known.page])} aria-current={known.page === page ? 'page' : undefined}>
          <Icon name={known.icon} />
          {known.title}
          {known.page === 'runs' && running ? (
            <span class="cnt" title="running">
              {count(running)}
            </span>
          ) : null}
        </a>
      ))}
      <span class="sp" />
      <button type="button" onClick={help}>
        <Icon name="info" />
        Keyboard &amp; help
        <kbd class="cnt" aria-hidden="true">
          ?
        </kbd>
      </button>
    </nav>
  );
}
