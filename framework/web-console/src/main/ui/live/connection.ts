import type { Counted, Run } from '../api/types.ts';
import { EventReader, type ServerEvent } from './events.ts';
import type { Link, News } from './messages.ts';

/** The server shows every 15 s that the stream lives. */
const SILENCE_MILLIS = 40_000;
const FIRST_PAUSE_MILLIS = 300;
const LONGEST_PAUSE_MILLIS = 4_000;

/** The stream of changes: connects again by itself, and goes on where it was. */
export class Connection {
  private abort = new AbortController();
  private lastId: string | null = null;
  private pause = FIRST_PAUSE_MILLIS;

  constructor(
    private readonly url: string,
    private readonly token: string | null,
    private readonly tell: (news: News) => void,
  ) {}

  open(): void {
    this.abort = new AbortController();
    void this.run(this.abort.signal);
  }

  close(): void {
    this.abort.abort();
  }

  private async run(closed: AbortSignal): Promise<void> {
    this.link('connecting');
    while (!closed.aborted) {
      const refused = await this.connect(closed);
      if (closed.aborted) return;
      this.link(refused ? 'refused' : 'lost');
      if (refused) return;
      await new Promise((resolve) => setTimeout(resolve, this.pause));
      this.pause = Math.min(2 * this.pause, LONGEST_PAUSE_MILLIS);
    }
  }

  /** Read the stream until it ends; whether the server refused the token. */
  private async connect(closed: AbortSignal): Promise<boolean> {
    const silent = new AbortController();
    const signal = AbortSignal.any([closed, silent.signal]);
    const watch = new Watch(() => silent.abort());
    try {
      const response = await fetch(this.url, { headers: this.headers(), signal, cache: 'no-store' });
      if (!response.ok || !response.body) return response.status === 401 || response.status === 403;
      this.linked();
      const events = new EventReader();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        watch.again();
        events.read(part.value).forEach((event) => this.hand(event));
      }
    } catch {
      // Whatever it was: the loop connects again.
    } finally {
      watch.end();
    }
    return false;
  }

  private headers(): Record<string, string> {
    return {
      Accept: 'text/event-stream',
      ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
      ...(this.lastId ? { 'Last-Event-ID': this.lastId } : {}),
    };
  }

  private linked(): void {
    this.pause = FIRST_PAUSE_MILLIS;
    this.link('live');
  }

  private hand(event: ServerEvent): void {
    // Without an id to go on from nobody knows what changed since the pages read what they show.
    if (event.name === 'open' && this.lastId === null) this.tell({ type: 'reset' });
    if (event.id) this.lastId = event.id;
    if (event.name === 'runs') this.tell({ type: 'runs', runs: JSON.parse(event.data) as Run[] });
    if (event.name === 'counts') this.tell({ type: 'counts', counted: JSON.parse(event.data) as Counted });
    if (event.name === 'reset') this.tell({ type: 'reset' });
  }

  private link(link: Link): void {
    this.tell({ type: 'link', link });
  }
}

class Watch {
  private timer: ReturnType<typeof setTimeout>;

  constructor(private readonly silent: () => void) {
    this.timer = setTimeout(silent, SILENCE_MILLIS);
  }

  again(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.silent, SILENCE_MILLIS);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
