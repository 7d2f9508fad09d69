import { useState } from 'preact/hooks';
import { API } from '../api/call.ts';
import type { RunOptions } from '../api/jobs.ts';
import { token } from '../api/token.ts';
import type { Schema } from '../form/schema/schema.ts';
import { parsedJson, Unusable } from '../form/schema/unusable.ts';
import { redact, withSecretsOf } from '../form/schema/values.ts';
import { Copy } from '../parts/Copy.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Json } from '../parts/Json.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { curl, java } from './snippets.ts';

type View = 'JSON' | 'curl' | 'Java';

type Props = {
  path: string;
  schema: Schema;
  value: unknown;
  set: (value: unknown) => void;
  options: RunOptions;
};

/** What the form holds, as JSON that can be edited and as calls to copy. Secrets stand for themselves in the form alone. */
export function SnippetsBox({ path, schema, value, set, options }: Props) {
  const [view, setView] = useState<View>('JSON');
  const [edited, setEdited] = useState<string | null>(null);
  const shown = redact(schema, value, schema, '…');
  const query = new URLSearchParams();
  if (options.priority) query.set('priority', options.priority);
  if (options.runAt) query.set('runAt', options.runAt);
  if (options.description) query.set('description', options.description);
  options.tags?.forEach((tag) => query.append('tag', tag));
  const call = { server: location.origin + API, path, params: shown, query, hasToken: token() !== null };
  const text = { JSON: JSON.stringify(shown, null, 2), curl: curl(call), Java: java(call) }[view];
  const parsed = edited === null ? null : parsedJson(edited);
  const edit = (typed: string) => {
    setEdited(typed);
    const given = parsedJson(typed);
    if (!(given instanceof Unusable) && given !== null && typeof given === 'object' && !Array.isArray(given)) {
      set(withSecretsOf(schema, value, given, schema));
    }
  };
  const toggleEdit = () =>
    setEdited(edited === null ? JSON.stringify(redact(schema, value, schema) ?? {}, null, 2) : null);
  return (
    <div class="card">
      <div class="ch">
        <Tabs
          tabs={(['JSON', 'curl', 'Java'] as const).map((name) => ({ name, label: name }))}
          chosen={view}
          choose={setView}
          label="The same as"
          look="switch"
          panel="snippet"
        />
        <span class="grow" />
        {view === 'JSON' && (
          <button
            type="button"
            class="btn sm ghost ico"
            aria-label="Edit as JSON"
            aria-pressed={edited !== null}
            onClick={toggleEdit}
          >
            <Icon name={edited === null ? 'edit' : 'ok'} />
          </button>
        )}
        <Copy text={text} label={`Copy ${view}`} />
      </div>
      <div id="snippet" role="tabpanel" aria-label={view}>
        {view !== 'JSON' ? (
          <pre class="json wrapped" tabIndex={0} role="region" aria-label={`${view} call`}>
            {text}
          </pre>
        ) : edited === null ? (
          <Json value={shown} label="Params as JSON" />
        ) : (
          <div class="jsonedit">
            <textarea
              class="mono"
              aria-label="Params as JSON"
              rows={14}
              spellcheck={false}
              autoFocus
              value={edited}
              aria-invalid={parsed instanceof Unusable || undefined}
              onInput={(event) => edit(event.currentTarget.value)}
            />
            {parsed instanceof Unusable && (
              <div class="err" role="alert">
                {parsed.why}
              </div>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
