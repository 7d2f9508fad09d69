/** Entry of the shared worker: all tabs of a browser have one connection, for a browser has only six to a server. */
import { Hub } from './hub.ts';
import type { PageMessage } from './messages.ts';

const hub = new Hub();

self.addEventListener('connect', (event) => {
  const port = (event as MessageEvent).ports[0];
  const hear = hub.join((news) => port.postMessage(news));
  port.onmessage = (message: MessageEvent<PageMessage>) => hear(message.data);
});
