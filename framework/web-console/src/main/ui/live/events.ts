/** An event of a stream of server-sent events. */
export type ServerEvent = { name: string; data: string; id: string | null };

/** Puts events together from the pieces of text in which a stream arrives. */
export class EventReader {
  private rest = '';
  private name = 'message';
  private data: string[] = [];
  private id: string | null = null;

  /** Read on; the events that are complete now. */
  read(piece: string): ServerEvent[] {
    const lines = (this.rest + piece).split(/\r?\n/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): ServerEvent[] {
    if (line === '') return this.end();
    if (line.startsWith(':')) return [];
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.name = value;
    if (field === 'data') this.data.push(value);
    if (field === 'id') this.id = value;
    return [];
  }

  private end(): ServerEvent[] {
    const event = { name: this.name, data: this.data.join('\n'), id: this.id };
    const told = this.data.length > 0;
    this.name = 'message';
    this.data = [];
    return told ? [event] : [];
  }
}
