import { Connection } from './connection.ts';
import type { Link, News, PageMessage } from './messages.ts';

/** How long the connection is kept when nobody looks. */
const UNSEEN_MILLIS = 30_000;

type Page = { tell: (news: News) => void; token: string | null; visible: boolean; missed: boolean };

/** Shares one connection among pages. A page that is hidden is told nothing, and that it missed something once it is seen. */
export class Hub {
  private readonly pages = new Set<Page>();
  private connection: Connection | null = null;
  private opened: { url: string; token: string | null } | null = null;
  private link: Link = 'connecting';
  private closing: ReturnType<typeof setTimeout> | undefined;

  join(tell: (news: News) => void): (message: PageMessage) => void {
    const page: Page = { tell, token: null, visible: true, missed: false };
    this.pages.add(page);
    return (message) => this.hear(page, message);
  }

  close(): void {
    clearTimeout(this.closing);
    this.connection?.close();
  }

  private hear(page: Page, message: PageMessage): void {
    if (message.type === 'close') this.pages.delete(page);
    if (message.type === 'open') this.open(page, message.url, message.token);
    if (message.type === 'visible') this.see(page, message.visible);
    this.keepOrClose();
  }

  private open(page: Page, url: string, token: string | null): void {
    page.token = token;
    if (token === null && this.opened?.token && this.link === 'live') {
      // It has to log in by itself, and must not end the connection of those that have.
      page.tell({ type: 'link', link: 'refused' });
      return;
    }
    const same = this.opened?.url === url && this.opened.token === token && this.link !== 'refused';
    this.opened = { url, token };
    if (this.connection && same) {
      page.tell({ type: 'link', link: this.link });
      // What changed while the page was on its way here was told to others.
      if (this.link === 'live') page.tell({ type: 'reset' });
      return;
    }
    this.connection?.close();
    this.connect();
  }

  private connect(): void {
    if (!this.opened) return;
    this.connection = new Connection(this.opened.url, this.opened.token, (news) => this.forward(news));
    this.connection.open();
  }

  private see(page: Page, visible: boolean): void {
    page.visible = visible;
    if (!visible) return;
    if (!this.connection) {
      this.connect();
      page.missed = true;
    }
    if (page.token !== this.opened?.token) return;
    page.tell({ type: 'link', link: this.link });
    if (page.missed) page.tell({ type: 'reset' });
    page.missed = false;
  }

  private forward(news: News): void {
    if (news.type === 'link') this.link = news.link;
    for (const page of this.pages) {
      if (page.token !== this.opened?.token) continue;
      if (page.visible) page.tell(news);
      else page.missed = true;
    }
  }

  private keepOrClose(): void {
    clearTimeout(this.closing);
    if ([...this.pages].some((page) => page.visible)) return;
    this.closing = setTimeout(() => {
      this.connection?.close();
      this.connection = null;
      this.pages.forEach((page) => (page.missed = true));
    }, UNSEEN_MILLIS);
  }
}
