import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Which of many rows of equal height are drawn, and how much room those before and after take. */
export type Window = { from: number; to: number; before: number; after: number };

const MARGIN_ROWS = 12;

export function windowOf(rows: number, rowHeight: number, top: number, height: number): Window {
  const from = Math.max(0, Math.floor(top / rowHeight) - MARGIN_ROWS);
  const to = Math.min(rows, Math.ceil((top + height) / rowHeight) + MARGIN_ROWS);
  const first = Math.min(from, Math.max(0, to - 1));
  return { from: first, to, before: first * rowHeight, after: Math.max(0, rows - to) * rowHeight };
}

function scrollerOf(element: HTMLElement): HTMLElement {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if (overflowY === 'auto' || overflowY === 'scroll') return at;
  }
  return document.documentElement;
}

/** Draw only the rows that can be seen, of a list that scrolls with whatever scrolls around it. */
export function useWindowed(list: RefObject<HTMLElement>, rows: number, rowHeight: number): Window {
  const [view, setView] = useState({ top: 0, height: 1000 });
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const scroller = scrollerOf(element);
    const look = () => {
      const edge = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      const top = Math.max(0, Math.round(-edge));
      setView((before) =>
        Math.abs(before.top - top) < rowHeight && before.height === scroller.clientHeight
          ? before
          : { top, height: scroller.clientHeight },
      );
    };
    look();
    scroller.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(scroller);
    return () => {
      scroller.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [list, rowHeight, rows > 0]);
  return windowOf(rows, rowHeight, view.top, view.height);
}
