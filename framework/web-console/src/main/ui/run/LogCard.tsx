import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { callsOf } from '../api/run.ts';
import type { Line, LineKind, Run, TreeLine } from '../api/types.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { clock, count } from '../parts/time.ts';
import { useKeys } from '../shell/keys.ts';
import type { Log } from './useLog.ts';

export type Level = 'all' | 'warnings' | 'errors' | 'output';

export const KINDS: Record<Level, LineKind[]> = {
  all: [],
  warnings: ['WARNING', 'ERROR'],
  errors: ['ERROR'],
  output: ['OUTPUT'],
};

const LOOKS: Record<LineKind, { icon: IconName; status: string; row: string }> = {
  EVENT: { icon: 'info', status: 'wait', row: '' },
  WARNING: { icon: 'warn', status: 'warn', row: 'warn' },
  ERROR: { icon: 'fail', status: 'fail', row: 'fail' },
  OUTPUT: { icon: 'output', status: 'wait', row: '' },
  META: { icon: 'key', status: 'wait', row: '' },
};

const nameOf = (line: Line | TreeLine): string => ('uuid' in line ? `${line.uuid}/${line.seq}` : String(line.seq));

const BLOCK = 100;
/** Messages of so many lines are not folded. */
const SHOWN_WHOLE = 6;
const SHOWN_FOLDED = 3;
/** Lines so near to the cursor, as part of the whole time, are marked. */
const NEAR = 0.006;
const AT_END_PIXELS = 30;

type Props = {
  run: Run;
  log: Log;
  level: Level;
  setLevel: (level: Level) => void;
  cursor: number | null;
  point: (at: number | null) => void;
  length: number;
  /** Whether the lines of all runs below are among them; undefined if there are none below. */
  tree: boolean | undefined;
  setTree: (tree: boolean) => void;
  focus: (line: TreeLine) => void;
};

/** What the run in focus has logged and printed, and if it is wanted all below it. Text can be selected: it is hidden from layout by blocks, never cut. */
export function LogCard({ run, log, level, setLevel, cursor, point, length, tree, setTree, focus }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const [follow, setFollow] = useState(true);
  const [error, setError] = useState('');
  const nextError = useRef(0);
  const toEnd = () => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (follow) toEnd();
  }, [log.lines, follow]);
  useEffect(() => setFollow(true), [run.uuid, tree]);

  const scrolled = () => {
    const element = list.current;
    if (!element) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END_PIXELS;
    setFollow(atEnd);
    if (element.scrollTop === 0 && log.hasEarlier) {
      const height = element.scrollHeight;
      void log.earlier().then(() =>
        requestAnimationFrame(() => {
          element.scrollTop = element.scrollHeight - height;
        }),
      );
    }
  };
  useKeys({
    l: () => setFollow(!follow),
    b: () => tree !== undefined && setTree(!tree),
    e: () => {
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('li.fail') ?? [])];
      if (rows.length === 0) return;
      setFollow(false);
      rows[nextError.current++ % rows.length].scrollIntoView({ block: 'center' });
    },
  });
  const isNear = (line: Line) => cursor !== null && Math.abs(Date.parse(line.timeStamp) - cursor) < NEAR * length;
  const blocks = Array.from({ length: Math.ceil(log.lines.length / BLOCK) }, (_, i) =>
    log.lines.slice(i * BLOCK, (i + 1) * BLOCK),
  );
  const number = (lines: number) => (tree ? '' : ` ${count(lines)}`);
  const levels: [Level, string, string][] = [
    ['all', 'All', `All${number(run.lastLine)}`],
    ['warnings', 'Warnings and errors', `▲${number(run.warnings)}`],
    ['errors', 'Errors', `✕${number(run.errors)}`],
    ['output', 'What it printed', 'Output'],
  ];
  return (
    <section class="card" aria-label="Log">
      <div class="ch wrap">
        <h2>Log</h2>
        <code class="faint small ell">{run.path.split('/').pop()}</code>
        <span class="grow" />
        {tree !== undefined && (
          <button
            type="button"
            class="btn sm"
            aria-pressed={tree}
            title="The logs of this run and of all below it, as one (b)"
            onClick={() => setTree(!tree)}
          >
            <Icon name="children" />
            With all below
          </button>
        )}
        <div class="seg" role="group" aria-label="Show">
          {levels.map(([name, label, text]) => (
            <button
              key={name}
              type="button"
              aria-label={label}
              aria-pressed={level === name}
              onClick={() => setLevel(name)}
            >
              {text}
            </button>
          ))}
        </div>
        <button
          type="button"
          class="btn sm ghost ico"
          aria-label="Follow the end"
          aria-pressed={follow}
          title="Follow the end (l)"
          onClick={() => setFollow(!follow)}
        >
          <Icon name="down" />
        </button>
        <button
          type="button"
          class="btn sm ghost ico"
          aria-label="Download the log"
          onClick={() =>
            callsOf(run)
              .downloadLog(`${run.jobType}_${run.uuid}.log`)
              .catch((failure: Error) => setError(failure.message))
          }
        >
          <Icon name="download" />
        </button>
      </div>
      {error && <p class="s-fail pad">{error}</p>}
      <div
        class="log"
        ref={list}
        tabIndex={0}
        role="region"
        aria-label="Log lines"
        onScroll={scrolled}
        onMouseLeave={() => point(null)}
      >
        {log.hasEarlier && (
          <button type="button" class="btn sm ghost" onClick={() => void log.earlier()}>
            Earlier lines
          </button>
        )}
        {blocks.map((block) => (
          <ol key={nameOf(block[0])} class="block">
            {block.map((line) => (
              <li
                key={nameOf(line)}
                class={`${LOOKS[line.kind].row} ${isNear(line) ? 'at' : ''}`}
                onMouseEnter={() => point(Date.parse(line.timeStamp))}
              >
                <time class="t num" dateTime={line.timeStamp} title={line.timeStamp}>
                  {clock(Date.parse(line.timeStamp))}
                  <span class="ms">{clock(Date.parse(line.timeStamp), true).slice(8)}</span>
                </time>
                <span class={`s-${LOOKS[line.kind].status}`} title={line.kind.toLowerCase()}>
                  <Icon name={LOOKS[line.kind].icon} />
                </span>
                <span class="m">
                  {'uuid' in line && (
                    <button
                      type="button"
                      class="who"
                      title={`${line.path} ${line.uuid}`}
                      onClick={() => focus(line)}
                    >
                      {line.path.split('/').pop()} {line.uuid.slice(-4)}
                    </button>
                  )}
                  {line.errorCode !== undefined && <b>{line.errorCode} </b>}
                  <Message text={line.msg} />
                </span>
              </li>
            ))}
          </ol>
        ))}
        {log.lines.length === 0 && <p class="empty">Nothing logged{level === 'all' ? ' yet' : ' of this kind'}</p>}
      </div>
    </section>
  );
}

/** A message; of a long one, such as the trace of an exception, the beginning until it is unfolded. */
function Message({ text }: { text: string }) {
  const [unfolded, setUnfolded] = useState(false);
  const lines = text.split('\n');
  if (lines.length <= SHOWN_WHOLE) return <>{text}</>;
  return (
    <>
      {unfolded ? text : lines.slice(0, SHOWN_FOLDED).join('\n')}{' '}
      <button type="button" class="who" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
        {unfolded ? 'Less' : `${lines.length - SHOWN_FOLDED} more lines`}
      </button>
    </>
  );
}
