import { useEffect, useRef, useState } from 'preact/hooks';
import { withoutBase } from '../api/call.ts';
import { Icon } from '../parts/Icon.tsx';
import { moment } from '../parts/time.ts';
import { useKeys } from '../shell/keys.ts';
import { leavesOf, useTree } from '../shell/shared.ts';
import { type Filter, typed, word } from './filter.ts';
import { useDelayed } from './useRunList.ts';

const TYPING_PAUSE_MILLIS = 250;

type Props = { filter: Filter; change: (filter: Filter, how: 'step' | 'amend') => void };

/** One box for all conditions: words such as `job:files` become tokens, all other text is looked for. */
export function FilterBox({ filter, change }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(filter.text);
  const jobs = leavesOf(useTree().data ?? []);
  useEffect(() => setText(filter.text), [filter.text]);
  useKeys({ f: () => input.current?.focus() });

  const isWord = word(text.trim()) !== null;
  const look = useDelayed(
    () => {
      const wanted = text.trim();
      if (!word(wanted) && !/^([a-z]+:|param\.)/.test(wanted)) change({ ...filter, text: wanted }, 'amend');
    },
    text,
    TYPING_PAUSE_MILLIS,
  );
  useEffect(() => {
    if (text.trim() !== filter.text) look();
  }, [text]);

  const enter = () => {
    const wanted = text.trim();
    const condition = word(wanted);
    if (condition) {
      change({ ...filter, text: '', words: [...filter.words, condition] }, 'step');
      setText('');
    } else {
      change({ ...filter, text: wanted }, 'step');
    }
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Enter') enter();
    else if (event.key === 'Escape') input.current?.blur();
    else if (event.key === 'Backspace' && text === '' && filter.words.length > 0) {
      change({ ...filter, words: filter.words.slice(0, -1) }, 'step');
    } else return;
    event.preventDefault();
  };
  return (
    <div class="filter" role="search">
      <Icon name="search" />
      {filter.span && (
        <Token
          text={`ended ${moment(Date.parse(filter.span.from), Date.now())} – ${moment(Date.parse(filter.span.to), Date.now())}`}
          remove={() => change({ ...filter, span: null }, 'step')}
        />
      )}
      {filter.words.map((condition, i) => (
        <Token
          key={typed(condition)}
          text={typed(condition)}
          remove={() => change({ ...filter, words: filter.words.filter((_, other) => other !== i) }, 'step')}
        />
      ))}
      <input
        ref={input}
        type="text"
        aria-label="Filter runs"
        placeholder="job:files  code:500  took:>5m  tag:stage:child  param.mode=full  or any text"
        list="filter-jobs"
        autocomplete="off"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={key}
      />
      <datalist id="filter-jobs">
        {text.startsWith('job:') && jobs.map((leaf) => <option key={leaf.path} value={`job:${withoutBase(leaf.path)}`} />)}
      </datalist>
      {isWord ? <span class="faint small hide-s">Enter adds it</span> : <kbd class="hide-s">f</kbd>}
    </div>
  );
}

const Token = ({ text, remove }: { text: string; remove: () => void }) => (
  <span class="tok">
    {text}
    <button type="button" aria-label={`Remove ${text}`} onClick={remove}>
      ×
    </button>
  </span>
);
