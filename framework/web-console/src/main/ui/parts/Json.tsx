import type { ComponentChildren } from 'preact';

const SHORT = 60;

const isFlat = (value: unknown[]): boolean =>
  value.every((item) => item === null || typeof item !== 'object') && JSON.stringify(value).length < SHORT;

const kind = (value: unknown): string =>
  typeof value === 'string' ? 's' : typeof value === 'number' ? 'n' : 'b';

/** A value as indented JSON with colours; short lists of plain values stay on one line. */
export function Json({ value, label }: { value: unknown; label: string }) {
  const out: ComponentChildren[] = [];
  const write = (part: unknown, pad: string): void => {
    if (Array.isArray(part)) {
      writeAll(part, '[', ']', pad, isFlat(part), (item, inner) => write(item, inner));
    } else if (part !== null && typeof part === 'object') {
      writeAll(Object.entries(part), '{', '}', pad, false, ([name, item], inner) => {
        out.push(<span class="k">{JSON.stringify(name)}</span>, ': ');
        write(item, inner);
      });
    } else {
      out.push(<span class={kind(part)}>{JSON.stringify(part)}</span>);
    }
  };
  const writeAll = <T,>(
    items: T[],
    open: string,
    close: string,
    pad: string,
    flat: boolean,
    each: (item: T, pad: string) => void,
  ) => {
    const inner = `${pad}  `;
    out.push(open);
    items.forEach((item, i) => {
      out.push(flat ? (i > 0 ? ', ' : '') : `${i > 0 ? ',' : ''}\n${inner}`);
      each(item, inner);
    });
    out.push(items.length > 0 && !flat ? `\n${pad}${close}` : close);
  };
  write(value, '');
  return (
    <pre class="json" tabIndex={0} role="region" aria-label={label}>
      {out}
    </pre>
  );
}
