import './dom.ts';
import { asked, read, typed, word, write } from '../../main/ui/runs/filter.ts';
import { isLong } from '../../main/ui/runs/RunRow.tsx';
import { equal } from './asserts.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const ask = (query: string) => {
  const { path, query: asks } = asked(read(new URLSearchParams(query)), NOW);
  return `${path}?${decodeURIComponent(asks.toString())}`;
};

Deno.test('a filter survives the address', () => {
  const query = 'state=FAILED&state=RUNNING&job=files&took=5m&tag=a%3Ab&param.mode=full&text=x+y&range=1h';
  equal(write(read(new URLSearchParams(query))).toString(), query);
});

Deno.test('words are typed as people write them', () => {
  equal(word('job:/files/**'), { field: 'job', value: 'files' });
  equal(word('job:billing/**'), { field: 'job', value: 'billing' });
  equal(word('code:75'), { field: 'code', value: '75' });
  equal(word('took:>5m'), { field: 'took', value: '5m' });
  equal(word('param.a.b=x=y'), { field: 'param.a.b', value: 'x=y' });
  equal(word('tag:stage:child'), { field: 'tag', value: 'stage:child' });
});

Deno.test('what is no condition stays text', () => {
  for (const text of ['code:x', 'took:soon', 'https://a', 'plain', 'job:', 'state:FAILED']) equal(word(text), null);
});

Deno.test('a condition reads as it is typed', () => {
  for (const text of ['job:files', 'took:>5m', 'param.mode=full', 'tag:a:b', 'code:-1']) {
    const condition = word(text);
    equal(condition && typed(condition), text);
  }
});

Deno.test('the API is asked in its own words', () => {
  equal(ask('job=files/import&code=75&took=90s&state=FAILED'), 'files/import?state=FAILED&result=75&took=PT90S');
  equal(ask('param.mode=full&text=abc'), '?param.mode=full&text=abc');
});

Deno.test('a range is about when runs ended', () => {
  equal(ask('range=1h'), '?endedSince=2026-11-22T11:00:00.000Z');
  equal(ask('range=1h&from=A&to=B'), '?endedSince=A&endedUntil=B');
  equal(ask(''), '?');
});

Deno.test('a run is long if it takes half as long again as is usual, and a second more', () => {
  equal([15_000, 15_001].map((millis) => isLong(millis, 10_000)), [false, true]);
  equal([900, 1_011].map((millis) => isLong(millis, 10)), [false, true]);
  equal([isLong(5_000, null), isLong(5_000, undefined)], [false, false]);
});
