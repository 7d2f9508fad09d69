import './dom.ts';
import type { Descendants, Run, TreeLine } from '../../main/ui/api/types.ts';
import { bytes, inWords, millisOf, took } from '../../main/ui/parts/time.ts';
import { windowOf } from '../../main/ui/parts/windowed.ts';
import { type Loaded, readOn, told } from '../../main/ui/run/arrivals.ts';
import { type Lane, lanesOf, opened, spanOf, ticksOf } from '../../main/ui/run/lanes.ts';
import { layout } from '../../main/ui/run/layout.ts';
import { merged } from '../../main/ui/run/merged.ts';
import { inShort, troubleOf } from '../../main/ui/run/problems.ts';
import { equal } from './asserts.ts';

Deno.test('durations are said as people say them', () => {
  equal([0, 850, 4_200, 59_000, 252_000, 7_500_000, 100 * 3_600_000].map(took), [
    '0 ms',
    '850 ms',
    '4.2 s',
    '59 s',
    '4m 12s',
    '2h 05m',
    '4d 4h',
  ]);
  equal(inWords('PT90M'), '90 minutes');
  equal(inWords('P1DT2H'), '1 day 2 hours');
  equal(inWords('soon'), null);
  equal(['90s', '5m', 'PT2H', 'x'].map(millisOf), [90_000, 300_000, 7_200_000, null]);
  equal([88, 1_234, 412_000_000].map(bytes), ['88 B', '1.2 KB', '412 MB']);
});

Deno.test('of ten thousand rows those in sight are drawn', () => {
  const view = windowOf(10_000, 32, 160_000, 800);
  equal(view.to - view.from < 60, true);
  equal(view.before + view.after + (view.to - view.from) * 32, 320_000);
  equal(windowOf(0, 32, 0, 800), { from: 0, to: 0, before: 0, after: 0 });
  equal(windowOf(3, 32, 9_999, 800).to, 3);
});

Deno.test('an exception is its message and the first frame of the job', () => {
  const text = [
    'java.net.SocketTimeoutException: read timed out',
    '\tat java.base/java.net.Socket.read(Socket.java:88)',
    '\tat acme.tax.TaxClient.quote(TaxClient.java:12)',
  ].join('\n');
  equal(troubleOf(text), {
    message: 'java.net.SocketTimeoutException: read timed out',
    frame: 'acme.tax.TaxClient.quote(TaxClient.java:12)',
  });
  equal(inShort('java.net.SocketTimeoutException: read timed out'), 'SocketTimeoutException: read timed out');
  equal(inShort('see www.example.com: it is down'), 'see www.example.com: it is down');
  equal(troubleOf('already imported'), { message: 'already imported', frame: null });
});

const at = (seconds: number) => new Date(1_000_000_000_000 + seconds * 1000).toISOString();

const run = (uuid: string): Run =>
  ({
    uuid,
    path: '/media/film',
    state: 'RUNNING',
    completeness: 0.5,
    createdAt: at(0),
    startedAt: at(1),
    endedAt: null,
    description: '',
  }) as unknown as Run;

const group = (path: string, runs: number, groups: Descendants['groups'] = []) => ({
  path,
  jobType: path,
  runs,
  counts: { SUCCEEDED: runs - 1, FAILED: 1 },
  completeness: 1,
  createdAt: at(2),
  startedAt: at(3),
  endedAt: at(60),
  groups,
  ...(runs === 1 ? { uuid: path } : {}),
});

const below: Descendants = {
  completeness: 1,
  runs: 10_001,
  counts: {},
  complete: true,
  groups: [group('/media/cut', 1, [group('/media/frame', 10_000)])],
};

Deno.test('equal children are one lane that can be opened', () => {
  const lanes = lanesOf(run('top'), below);
  equal(
    lanes.map((lane: Lane) => [lane.level, lane.name, lane.runs, lane.status, lane.within?.uuid ?? null]),
    [
      [0, 'film', 1, 'run', null],
      [1, 'cut', 1, 'fail', null],
      [2, 'frame', 10_000, 'fail', '/media/cut'],
    ],
  );
  const frames = opened(lanes, new Map([[lanes[2].key, [run('a'), run('b')]]]));
  equal(frames.map((lane) => lane.level), [0, 1, 2, 3, 3]);
});

Deno.test('runs that are new to an opened group come first, and those that are still to be read do not', () => {
  const lane = lanesOf(run('top'), below)[2];
  const child = (uuid: string, seconds: number, revision = 1): Run => ({
    ...run(uuid),
    path: '/media/frame',
    parent: '/media/cut',
    createdAt: at(seconds),
    revision,
  });
  const uuids = (loaded: Loaded) => loaded.runs.map((each) => each.uuid);
  const partly: Loaded = { runs: [child('c', 30), child('b', 20)], next: '20' };

  const grown = told(partly, lane, [child('a', 10), child('e', 50), child('d', 40), child('b', 20, 2)]);
  equal(uuids(grown), ['e', 'd', 'c', 'b']);
  equal(grown.runs[3].revision, 2);
  equal(uuids(told({ ...partly, next: null }, lane, [child('a', 10)])), ['c', 'b', 'a']);
  equal(uuids(told(partly, lane, [{ ...child('x', 50), parent: 'other' }, { ...child('y', 50), path: '/media/cut' }])), [
    'c',
    'b',
  ]);
  equal(uuids(readOn(grown, { runs: [child('b', 20), child('a', 10)], next: null })), ['e', 'd', 'c', 'b', 'a']);
  equal(told(grown, lane, [child('b', 20, 1)]).runs[3].revision, 2);
});

Deno.test('the axis goes from the first to the last, with few marks', () => {
  const span = spanOf(lanesOf(run('top'), below), Date.parse(at(100)));
  equal(span.to - span.from, 100_000);
  equal(ticksOf(span), [0, 30_000, 60_000, 90_000]);
  for (const length of [1, 37, 999, 61_000, 86_400_000 * 40]) {
    equal(ticksOf({ from: 0, to: length }).length <= 8, true);
  }
});

Deno.test('the graph stays small, and says how much it leaves out', () => {
  const top = lanesOf(run('top'), undefined)[0];
  const many = Array.from({ length: 1000 }, (_, i) => ({ ...top, key: `c${i}`, parent: top.key, level: 1 }));
  const { nodes, left } = layout([top, ...many]);
  equal(nodes.length + left, 1001);
  equal(nodes.length <= 301, true);
});

Deno.test('lines of several logs stand in the order of time, each once', () => {
  const line = (uuid: string, seq: number, timeStamp: string) => ({ uuid, seq, timeStamp }) as TreeLine;
  const first = line('b', 1, '2026-01-01T00:00:00.000100Z');
  const late = line('a', 1, '2026-01-01T00:00:00.000200Z');
  const last = line('b', 2, '2026-01-01T00:00:01.000000Z');
  equal(merged([first, last], [late, last]), [first, late, last]);
  const known = [first, last];
  equal(merged(known, [last]) === known, true);
});
