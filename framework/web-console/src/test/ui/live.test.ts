import type { Run } from '../../main/ui/api/types.ts';
import { EventReader } from '../../main/ui/live/events.ts';
import { Heard } from '../../main/ui/live/heard.ts';
import { Hub } from '../../main/ui/live/hub.ts';
import type { News } from '../../main/ui/live/messages.ts';
import { equal } from './asserts.ts';

Deno.test('events are put together however they are cut', () => {
  const stream = ': beat\n\nid: 7\nevent: runs\ndata: [1,\ndata: 2]\n\r\nevent: reset\r\ndata: {}\r\n\r\n';
  for (let size = 1; size <= stream.length; size++) {
    const reader = new EventReader();
    const events = [];
    for (let i = 0; i < stream.length; i += size) events.push(...reader.read(stream.slice(i, i + size)));
    equal(events, [
      { name: 'runs', data: '[1,\n2]', id: '7' },
      { name: 'reset', data: '{}', id: '7' },
    ]);
  }
});

/** A server of changes that the test has in its hands. */
function server() {
  const readers: ReadableStreamDefaultController<Uint8Array>[] = [];
  const asked: Record<string, string>[] = [];
  const waiting: (() => void)[] = [];
  const stop = Deno.serve({ port: 0, onListen: () => {} }, (request) => {
    asked.push(Object.fromEntries(request.headers));
    const body = new ReadableStream<Uint8Array>({
      start: (reader) => {
        reader.enqueue(new TextEncoder().encode(': hello\n\n'));
        readers.push(reader);
        waiting.shift()?.();
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  });
  return {
    url: `http://localhost:${stop.addr.port}/changes`,
    asked,
    connected: () => new Promise<void>((resolve) => waiting.push(resolve)),
    say: (text: string) => readers[readers.length - 1].enqueue(new TextEncoder().encode(text)),
    end: () => readers[readers.length - 1].close(),
    stop: () => stop.shutdown(),
  };
}

/** Collects what a page is told, and waits for it. */
function page(hub: Hub) {
  const told: News[] = [];
  const waiting: { wanted: (news: News) => boolean; resolve: () => void }[] = [];
  const say = hub.join((news) => {
    told.push(news);
    waiting.filter((each) => each.wanted(news)).forEach((each) => each.resolve());
  });
  const next = (wanted: (news: News) => boolean) =>
    new Promise<void>((resolve) => waiting.push({ wanted, resolve }));
  return { told, say, next, isLive: (news: News) => news.type === 'link' && news.link === 'live' };
}

Deno.test('two pages share one connection, and a lost one goes on where it was', async () => {
  const changes = server();
  const hub = new Hub();
  const [one, two] = [page(hub), page(hub)];
  const live = one.next(one.isLive);
  one.say({ type: 'open', url: changes.url, token: 'secret' });
  two.say({ type: 'open', url: changes.url, token: 'secret' });
  await live;
  equal(changes.asked.length, 1);
  equal(changes.asked[0].authorization, 'Bearer secret');

  const both = [one, two].map((each) => each.next((news) => news.type === 'runs'));
  changes.say('id: 5\nevent: runs\ndata: []\n\n');
  await Promise.all(both);

  const again = one.next(one.isLive);
  changes.end();
  await again;
  equal(changes.asked[1]['last-event-id'], '5');

  one.say({ type: 'close' });
  two.say({ type: 'close' });
  hub.close();
  await changes.stop();
});

Deno.test('a page that was hidden is told that it missed something', async () => {
  const changes = server();
  const hub = new Hub();
  const [seen, hidden] = [page(hub), page(hub)];
  const live = seen.next(seen.isLive);
  seen.say({ type: 'open', url: changes.url, token: null });
  await live;
  hidden.say({ type: 'visible', visible: false });
  const told = seen.next((news) => news.type === 'runs');
  changes.say('id: 5\nevent: runs\ndata: []\n\n');
  await told;
  equal(hidden.told.filter((news) => news.type === 'runs').length, 0);
  hidden.say({ type: 'visible', visible: true });
  equal(hidden.told.filter((news) => news.type === 'reset').length, 1);
  hub.close();
  await changes.stop();
});

Deno.test('a page without a token is told nothing and ends nobody else', async () => {
  const changes = server();
  const hub = new Hub();
  const [known, stranger] = [page(hub), page(hub)];
  const live = known.next(known.isLive);
  known.say({ type: 'open', url: changes.url, token: 'secret' });
  await live;
  stranger.say({ type: 'open', url: changes.url, token: null });
  const told = known.next((news) => news.type === 'runs');
  changes.say('id: 5\nevent: runs\ndata: []\n\n');
  await told;
  equal(stranger.told, [{ type: 'link', link: 'refused' }]);
  equal(changes.asked.length, 1);
  hub.close();
  await changes.stop();
});

Deno.test('what changed before the stream was open is read again, what it goes on from is not', async () => {
  const changes = server();
  const hub = new Hub();
  const isReset = (news: News) => news.type === 'reset';
  const first = page(hub);
  const live = first.next(first.isLive);
  first.say({ type: 'open', url: changes.url, token: null });
  await live;
  const reset = first.next(isReset);
  changes.say('id: 1\nevent: open\ndata: {}\n\n');
  await reset;

  const late = page(hub);
  late.say({ type: 'open', url: changes.url, token: null });
  equal(late.told.filter(isReset).length, 1);

  const again = first.next(first.isLive);
  changes.end();
  await again;
  const told = first.next((news) => news.type === 'runs');
  changes.say('id: 1\nevent: open\ndata: {}\n\nid: 2\nevent: runs\ndata: []\n\n');
  await told;
  equal(first.told.filter(isReset).length, 1);
  hub.close();
  await changes.stop();
});

Deno.test('what was told of a run while it was being read is not undone by what was read', () => {
  const run = (uuid: string, revision: number) => ({ uuid, revision }) as Run;
  const heard = new Heard();
  heard.hear([run('a', 5)]);
  equal([run('a', 4), run('a', 6), run('b', 1)].map(heard.newest), [run('a', 5), run('a', 6), run('b', 1)]);
  heard.forget();
  equal(heard.newest(run('a', 4)), run('a', 4));
});
