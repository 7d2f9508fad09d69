import { useState } from 'preact/hooks';
import { callsOf, downloadFile, files, meta, rootOf, stash } from '../api/run.ts';
import type { Run } from '../api/types.ts';
import { Copy } from '../parts/Copy.tsx';
import { Failure } from '../parts/Failure.tsx';
import { type Answer, useAnswer, useNow } from '../parts/hooks.ts';
import { Icon } from '../parts/Icon.tsx';
import { Json } from '../parts/Json.tsx';
import { Tabs } from '../parts/Tabs.tsx';

import { bytes, moment } from '../parts/time.ts';
import { runLink } from '../shell/router.ts';
import { Attempts } from './Attempts.tsx';
import { useLatest } from './useLatest.ts';

type View = 'data' | 'input' | 'stash' | 'files' | 'meta' | 'attempts' | 'explain';

const VIEWS: { name: View; label: string }[] = [
  { name: 'data', label: 'Data' },
  { name: 'input', label: 'Input' },
  { name: 'files', label: 'Files' },
  { name: 'stash', label: 'Stash' },
  { name: 'meta', label: 'Meta' },
  { name: 'attempts', label: 'Attempts' },
  { name: 'explain', label: 'Explain' },
];

type Props = { run: Run; view: string | null; setView: (view: View | null) => void };

/** What the run in focus was given, keeps, and has produced. */
export function Payloads({ run, view: wanted, setView }: Props) {
  const view = VIEWS.find((known) => known.name === wanted)?.name ?? 'data';
  const isEmpty = (value: unknown) => typeof value === 'object' && Object.keys(value ?? {}).length === 0;
  return (
    <section class="card payloads" aria-label="What it was given and made">
      <Tabs tabs={VIEWS} chosen={view} choose={(next) => setView(next === 'data' ? null : next)} label="Payloads" panel="payload" />
      <div id="payload" role="tabpanel" aria-label={view}>
        {view === 'data' && (
          <Value run={run} ask={(signal) => callsOf(run).data(signal)} name="data" none={isEmpty} />
        )}
        {view === 'input' && <Input run={run} />}
        {view === 'stash' && <Value run={run} ask={(signal) => stash(run, signal)} name="stash" none={isEmpty} />}
        {view === 'meta' && <Value run={run} ask={(signal) => meta(run, signal)} name="meta" none={isEmpty} />}
        {view === 'files' && <Files run={run} />}
        {view === 'attempts' && <Attempts run={run} />}
        {view === 'explain' && <Explain run={run} />}
      </div>
    </section>
  );
}

type ValueProps = {
  run: Run;
  ask: (signal: AbortSignal) => Promise<unknown>;
  name: string;
  none: (value: unknown) => boolean;
};

function Value({ run, ask, name, none }: ValueProps) {
  return <Shown answer={useLatest(run, ask, name)} name={name} none={none} />;
}

type ShownProps = { answer: Answer<unknown>; name: string; none: (value: unknown) => boolean };

function Shown({ answer, name, none }: ShownProps) {
  if (answer.error) return <Failure error={answer.error} what={`The ${name} cannot be shown`} />;
  if (answer.data === undefined) return <p class="empty">…</p>;
  if (none(answer.data)) return <p class="empty">No {name}</p>;
  return (
    <div class="copied">
      <Copy text={JSON.stringify(answer.data, null, 2)} label={`Copy ${name}`} />
      <Json value={answer.data} label={name} />
    </div>
  );
}

function Input({ run }: { run: Run }) {
  const answer = useAnswer((signal) => callsOf(run).params(signal), `input ${run.uuid}`);
  const omitted = answer.data?.omitted ?? [];
  return (
    <>
      <Shown answer={{ ...answer, data: answer.data?.params }} name="input" none={() => false} />
      {omitted.length > 0 && <p class="faint small pad">Secrets are not shown: {omitted.join(', ')}</p>}
    </>
  );
}

function Files({ run }: { run: Run }) {
  const answer = useLatest(run, (signal) => files(run, signal), 'files');
  const now = useNow(10_000);
  const [error, setError] = useState('');
  if (answer.error) return <Failure error={answer.error} what="The files cannot be shown" />;
  if (answer.data?.length === 0) return <p class="empty">No files</p>;
  return (
    <>
      {error && (
        <p class="s-fail pad" role="alert">
          {error}
        </p>
      )}
      <ul class="files">
        {answer.data?.map((file) => (
          <li key={file.name}>
            <Icon name="file" />
            <span class="ell" title={`sha-256 ${file.sha256}`}>
              {file.name}
            </span>
            <span class="grow" />
            <span class="faint small hide-s">{moment(Date.parse(file.writtenAt), now)}</span>
            <span class="faint num">{bytes(file.size)}</span>
            <button
              type="button"
              class="btn sm ghost ico"
              aria-label={`Download ${file.name}`}
              onClick={() => downloadFile(run, file.name).catch((failure: Error) => setError(failure.message))}
            >
              <Icon name="download" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Explain({ run }: { run: Run }) {
  const answer = useLatest(run, (signal) => callsOf(run).explanation(signal), 'explanation');
  const root = rootOf(run.path);
  if (answer.error) return <Failure error={answer.error} what="There is no explanation" />;
  const why = answer.data;
  if (!why) return <p class="empty">…</p>;
  return (
    <div class="pad explain">
      <p>{why.text}</p>
      {why.position !== null && <p class="dim">Position {why.position}</p>}
      {why.earliestStart && <p class="dim">Not before {moment(Date.parse(why.earliestStart), Date.now())}</p>}
      {why.holders.length > 0 && (
        <p class="dim">
          In its way:{' '}
          {why.holders.map((holder) => (
            <a key={holder} class="link mono" href={runLink(root, holder)}>
              {holder.slice(-8)}{' '}
            </a>
          ))}
        </p>
      )}
    </div>
  );
}
