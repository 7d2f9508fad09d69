import { useState } from 'preact/hooks';
import { Copy } from '../parts/Copy.tsx';
import { Icon } from '../parts/Icon.tsx';
import { link } from '../shell/router.ts';
import { type Filter, isEmpty, write } from './filter.ts';
import { forgetView, keepView, useViews } from './views.ts';

const LONGEST_NAME = 40;

/** Filters that were given a name, for one click; and the way to name the one that is shown, or to hand it on. */
export function Views({ filter }: { filter: Filter }) {
  const kept = useViews();
  const [naming, setNaming] = useState(false);
  const query = write(filter).toString();
  const current = kept.find((view) => view.query === query);
  const canKeep = !isEmpty(filter) && !current;
  if (kept.length === 0 && !canKeep) return null;
  return (
    <div class="views" role="group" aria-label="Saved views">
      {kept.map((view) => (
        <span key={view.name} class="view">
          <a href={link(['runs'], new URLSearchParams(view.query))} aria-current={view === current ? 'true' : undefined}>
            {view.name}
          </a>
          <button type="button" aria-label={`Forget the view ${view.name}`} onClick={() => forgetView(view.name)}>
            ×
          </button>
        </span>
      ))}
      {canKeep && !naming && (
        <button type="button" class="btn sm ghost" onClick={() => setNaming(true)}>
          <Icon name="plus" />
          Save this view
        </button>
      )}
      {canKeep && naming && <Naming query={query} close={() => setNaming(false)} />}
      {!isEmpty(filter) && <Copy text={location.href} label="Copy a link to this view" />}
    </div>
  );
}

function Naming({ query, close }: { query: string; close: () => void }) {
  const [name, setName] = useState('');
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) keepView({ name: name.trim(), query });
        close();
      }}
    >
      <input
        type="text"
        autoFocus
        aria-label="Name of the view"
        placeholder="Name"
        maxLength={LONGEST_NAME}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
        }}
      />
      <button type="submit" class="btn sm">
        Save
      </button>
    </form>
  );
}
