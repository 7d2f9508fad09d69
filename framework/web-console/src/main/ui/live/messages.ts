import type { Counted, Run } from '../api/types.ts';

/** What pages are told of the server. */
export type News =
  /** Runs that are new or changed, as they are now. */
  | { type: 'runs'; runs: Run[] }
  | { type: 'counts'; counted: Counted }
  /** Too much changed to be told one by one: what is shown has to be read again. */
  | { type: 'reset' }
  | { type: 'link'; link: Link };

/** `refused`: the server wants another token. */
export type Link = 'connecting' | 'live' | 'lost' | 'refused';

/** What a page tells the worker that holds the connection. */
export type PageMessage =
  | { type: 'open'; url: string; token: string | null }
  | { type: 'visible'; visible: boolean }
  | { type: 'close' };
