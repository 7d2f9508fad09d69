import { useEffect, useRef, useState } from 'preact/hooks';
import { useMayChange } from '../api/access.ts';
import type { RunOptions } from '../api/jobs.ts';
import { RunCalls } from '../api/run.ts';
import type { Schema } from '../form/schema/schema.ts';
import { SchemaForm } from '../form/SchemaForm.tsx';
import { useWindowEvent } from '../parts/hooks.ts';
import { Icon } from '../parts/Icon.tsx';
import { counted } from '../parts/time.ts';
import { go, runLink } from '../shell/router.ts';
import { FillDialog } from './FillDialog.tsx';
import { OptionsBox } from './OptionsBox.tsx';
import { SnippetsBox } from './SnippetsBox.tsx';
import { useLaunch } from './useLaunch.ts';

type Filled = { params: Record<string, unknown>; omitted: string[] };

type Props = {
  path: string;
  schema: Schema;
  /** The run whose params the form begins with. */
  from: string | null;
};

/** The form of a job and all that belongs to running it. */
export function LaunchTab({ path, schema, from }: Props) {
  const root = path.split('/')[0];
  const [filled, setFilled] = useState<Filled | null>(null);
  const [picking, setPicking] = useState(false);
  const [options, setOptions] = useState<RunOptions>({});
  const [problem, setProblem] = useState('');
  const mayChange = useMayChange();
  const form = useRef<HTMLFormElement>(null);
  const launch = useLaunch(path, schema, filled?.params ?? null);

  const fillFrom = (uuid: string) =>
    new RunCalls(root, uuid).params().then(
      (answer) => {
        setFilled(answer);
        setProblem('');
      },
      (error: Error) => setProblem(error.message),
    );
  useEffect(() => {
    if (from) void fillFrom(from);
  }, [from]);

  const latest = useRef(() => {});
  latest.current = async () => {
    if (launch.busy || !mayChange) return;
    const uuid = await launch.run(options);
    if (uuid) go(runLink(root, uuid));
    else focusFirstError(form.current);
  };
  useWindowEvent('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !document.querySelector('dialog[open]')) {
      event.preventDefault();
      latest.current();
    }
  });

  // What is typed before the params are there would be lost to them.
  if (from && !filled && !problem) return <p class="empty">…</p>;
  const whole = [problem, launch.refusal, launch.errors['']].filter(Boolean).join('; ');
  const hasParams = Object.keys(launch.value ?? {}).length > 0 || JSON.stringify(schema).includes('"properties"');
  return (
    <>
      <div class="leafbody">
        <form
          ref={form}
          aria-label="Params"
          onSubmit={(event) => {
            event.preventDefault();
            latest.current();
          }}
        >
          <div class="row formhead">
            <h2>Params</h2>
            <span class="grow" />
            <button type="button" class="btn sm" onClick={() => setPicking(true)}>
              <Icon name="back" />
              Fill from a run…
            </button>
            <button type="button" class="btn sm ghost" onClick={launch.reset}>
              Reset
            </button>
          </div>
          {whole && (
            <div class="problem" role="alert" tabIndex={-1}>
              <Icon name="fail" />
              <div class="grow">
                <b>The server would not take this</b>
                {whole}
              </div>
            </div>
          )}
          {filled && filled.omitted.length > 0 && (
            <p class="hint">Secrets are not shown again; fill in {filled.omitted.join(', ')} anew.</p>
          )}
          {!hasParams && <p class="dim">This job has no params.</p>}
          <SchemaForm
            schema={schema}
            value={launch.value}
            base={launch.base}
            errors={launch.errors}
            set={launch.set}
            touch={launch.touch}
          />
        </form>
        <div class="aside">
          <SnippetsBox path={path} schema={schema} value={launch.value} set={launch.set} options={options} />
          <OptionsBox options={options} set={setOptions} />
        </div>
      </div>
      <div class="actions">
        <button
          type="button"
          class="btn pri"
          disabled={launch.busy || !mayChange}
          aria-describedby={mayChange ? undefined : 'read-only-reason'}
          aria-keyshortcuts={mayChange ? 'Control+Enter' : undefined}
          onClick={() => latest.current()}
        >
          <Icon name={options.runAt ? 'clock' : 'play'} />
          {options.runAt ? 'Run later' : 'Run'}
          {mayChange && (
            <kbd class="hide-s" aria-hidden="true">
              Ctrl ⏎
            </kbd>
          )}
        </button>
        {!mayChange && (
          <span class="small dim" id="read-only-reason">
            Read only: your token runs no jobs
          </span>
        )}
        <span class="grow" />
        <span class="small" role="status">
          {launch.wrong > 0 ? (
            <span class={Object.keys(launch.errors).length > 0 ? 's-fail' : 'faint'}>
              {counted(launch.wrong, 'field')} to {Object.keys(launch.errors).length > 0 ? 'mend' : 'fill in'}
            </span>
          ) : (
            <span class="s-ok row">
              <Icon name="ok" />
              Valid
            </span>
          )}
        </span>
      </div>
      {picking && (
        <FillDialog
          path={path}
          close={() => setPicking(false)}
          pick={(uuid) => {
            setPicking(false);
            void fillFrom(uuid);
          }}
        />
      )}
    </>
  );
}

/** Errors are drawn with the next frame; only then can the first be found. */
function focusFirstError(form: HTMLElement | null): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const first = form?.querySelector<HTMLElement>('[aria-invalid=true], .err, [role=alert]');
      const target = first?.matches('.err') ? first.closest('[data-pointer]')?.querySelector<HTMLElement>('input,button') : first;
      (target ?? first)?.focus();
    }),
  );
}
