import { useEffect, useRef } from 'preact/hooks';

/** Keys of one letter, or two one after the other (`g j`). They are off while somebody types, and can be switched off. */
export type Keys = Record<string, (event: KeyboardEvent) => void>;

const OFF = 'gantry.keys.off';
const SECOND_KEY_MILLIS = 1_500;

const registered: { current: Keys }[] = [];
let first: { key: string; at: number } | null = null;

export const keysAreOff = (): boolean => localStorage.getItem(OFF) !== null;

export function switchKeys(off: boolean): void {
  if (off) localStorage.setItem(OFF, '1');
  else localStorage.removeItem(OFF);
}

/** Whether keys that the element gets are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function find(name: string): Keys[string] | undefined {
  for (let i = registered.length - 1; i >= 0; i--) {
    const action = registered[i].current[name];
    if (action) return action;
  }
  return undefined;
}

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTyping(event.target) || keysAreOff() || document.querySelector('dialog[open]')) return;
  const begun = first && event.timeStamp - first.at < SECOND_KEY_MILLIS ? first.key : null;
  first = null;
  const action = (begun && find(`${begun} ${event.key}`)) || find(event.key);
  if (action) {
    event.preventDefault();
    action(event);
  } else if (event.key.length === 1) {
    first = { key: event.key, at: event.timeStamp };
  }
});

/** Listen to keys as long as the component is shown; what was shown later goes first. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    registered.push(latest);
    return () => {
      registered.splice(registered.indexOf(latest), 1);
    };
  }, []);
}
