import type { Counted, RunState } from '../api/types.ts';
import { STATES } from '../api/types.ts';
import { Icon } from '../parts/Icon.tsx';
import { statusOf, wordFor } from '../parts/status.tsx';
import { count } from '../parts/time.ts';

type Props = { counted: Counted | undefined; chosen: RunState[]; choose: (states: RunState[]) => void };

/** How many runs there are in each state; a click shows those alone, with Ctrl or Shift those as well. */
export function StateTabs({ counted, chosen, choose }: Props) {
  const number = (value: number | undefined) =>
    counted && <b class="faint num">{`${count(value ?? 0)}${counted.complete ? '' : '+'}`}</b>;
  const pick = (state: RunState, event: MouseEvent) => {
    const others = chosen.filter((other) => other !== state);
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      choose(chosen.includes(state) ? others : [...chosen, state]);
    } else {
      choose(chosen.length === 1 && chosen[0] === state ? [] : [state]);
    }
  };
  return (
    <div class="counts" role="group" aria-label="State">
      <button type="button" aria-pressed={chosen.length === 0} onClick={() => choose([])}>
        All{number(counted?.total)}
      </button>
      {STATES.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={chosen.includes(state)}
          onClick={(event) => pick(state, event)}
        >
          <span class={`s-${statusOf(state)} row`}>
            <Icon name={statusOf(state)} />
          </span>
          {wordFor(state)}
          {number(counted?.counts[state])}
        </button>
      ))}
    </div>
  );
}
