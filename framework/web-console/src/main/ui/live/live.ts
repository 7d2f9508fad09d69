import { useEffect, useRef, useState } from 'preact/hooks';
import { API } from '../api/call.ts';
import { forget, onToken, token } from '../api/token.ts';
import type { Counted, Run } from '../api/types.ts';
import { Hub } from './hub.ts';
import type { Link, News, PageMessage } from './messages.ts';

/** The page's side of the stream of changes. */

const listeners = new Set<(news: News) => void>();
let link: Link = 'connecting';
let lastCounted: Counted | undefined;

function hear(news: News): void {
  if (news.type === 'link') {
    link = news.link;
    if (link === 'refused') forget();
  }
  if (news.type === 'counts') lastCounted = news.counted;
  listeners.forEach((listener) => listener(news));
}

/** Connect, once for the life of the page: through the shared worker, or alone where the browser has none. */
export function goLive(): void {
  const say = connector();
  const open = () => say({ type: 'open', url: `${location.origin}${API}/changes?counts=true`, token: token() });
  open();
  onToken(() => token() && open());
  document.addEventListener('visibilitychange', () => say({ type: 'visible', visible: !document.hidden }));
  addEventListener('pagehide', () => say({ type: 'close' }));
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}

function connector(): (message: PageMessage) => void {
  const script = document.documentElement.dataset.worker;
  if (typeof SharedWorker === 'undefined' || !script) return new Hub().join(hear);
  const worker = new SharedWorker(new URL(script, document.baseURI), { name: 'gantry-live' });
  worker.port.onmessage = (message: MessageEvent<News>) => hear(message.data);
  return (message) => worker.port.postMessage(message);
}

/** Be told what changes, as long as the component is shown. */
export function useNews(told: (news: News) => void): void {
  const latest = useRef(told);
  latest.current = told;
  useEffect(() => {
    const listener = (news: News) => latest.current(news);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
}

/** Be told of runs that changed, and when everything has to be read again. */
export function useRunNews(changed: (runs: Run[]) => void, reset: () => void): void {
  useNews((news) => {
    if (news.type === 'runs') changed(news.runs);
    if (news.type === 'reset') reset();
  });
}

export function useLink(): Link {
  const [now, setNow] = useState(link);
  // What was told between the first drawing and the moment from which news are heard.
  useEffect(() => setNow(link), []);
  useNews((news) => {
    if (news.type === 'link') setNow(news.link);
  });
  return now;
}

/** How many runs there are in which state, of all jobs; undefined until the server has told. */
export function useCounts(): Counted | undefined {
  const [counted, setCounted] = useState<Counted | undefined>(lastCounted);
  useEffect(() => setCounted(lastCounted), []);
  useNews((news) => {
    if (news.type === 'counts') setCounted(news.counted);
  });
  return counted;
}
