import type { ComponentChildren } from 'preact';

export type Tab<Name extends string> = { name: Name; label: ComponentChildren; count?: number };

type Props<Name extends string> = {
  tabs: Tab<Name>[];
  chosen: Name;
  choose: (name: Name) => void;
  label: string;
  /** `line`: tabs of a page or card; `switch`: a small switch between views. */
  look?: 'line' | 'switch';
  /** The id of the element that the tabs switch. */
  panel: string;
};

/** A list of tabs: arrow keys, Home and End move, as people of screen readers expect. */
export function Tabs<Name extends string>({ tabs, chosen, choose, label, look = 'line', panel }: Props<Name>) {
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.name === chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + tabs.length) % tabs.length;
    choose(tabs[next].name);
    (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div class={look === 'line' ? 'tabs' : 'seg'} role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          aria-selected={tab.name === chosen}
          aria-controls={panel}
          tabIndex={tab.name === chosen ? 0 : -1}
          onClick={() => choose(tab.name)}
        >
          {tab.label}
          {tab.count !== undefined && <span class="c">{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}
