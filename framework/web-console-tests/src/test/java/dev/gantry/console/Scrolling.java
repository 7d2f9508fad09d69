package dev.gantry.console;

/** Scrolls as a reader does, a step a frame; each step is a script that yields whether there is nothing more to scroll to. */
final class Scrolling {

    static final String BEGIN = "window.scrolling = {seen: new Set(), most: 0, next: 0}";

    /** How many rows were in the page at most. */
    static final String MOST = "window.scrolling.most";

    /** How many different rows came into the page. */
    static final String SEEN = "window.scrolling.seen.size";

    /** Until no more rows are loaded. */
    static final String ROWS_TO_END = """
            () => {
              const main = document.querySelector('main');
              const table = document.querySelector('table.runs');
              const at = window.scrolling;
              at.most = Math.max(at.most, table.rows.length);
              main.scrollTop = main.scrollHeight;
              const last = table.tBodies[0].querySelector('tr[aria-rowindex]:last-of-type');
              return table.ariaRowCount !== '-1' && last?.ariaRowIndex === table.ariaRowCount;
            }""";

    /** From the first row to the last. */
    static final String THROUGH_ROWS = """
            () => {
              const main = document.querySelector('main');
              const table = document.querySelector('table.runs');
              const at = window.scrolling;
              const rows = [...table.tBodies[0].querySelectorAll('tr[aria-rowindex]')];
              const drawn = new Map(rows.map((row) => [Number(row.ariaRowIndex), row]));
              at.most = Math.max(at.most, rows.length);
              at.next = Math.max(at.next, 2);
              for (; drawn.has(at.next); at.next++) at.seen.add(drawn.get(at.next).querySelector('a').href);
              main.scrollTop = (at.next - 2) * rows[0].offsetHeight;
              return at.next > Number(table.ariaRowCount);
            }""";

    /** Until no more lanes are loaded; takes how many there are at least. */
    static final String LANES_TO_END = """
            (least) => {
              const lanes = [...document.querySelectorAll('.lane')];
              const list = document.querySelector('[aria-label=Timeline]');
              const at = window.scrolling;
              at.most = Math.max(at.most, lanes.length);
              const main = document.querySelector('main');
              main.scrollTop = list.offsetHeight;
              return list.offsetHeight / lanes[0].offsetHeight > least && !document.querySelector('.more')
                && list.lastElementChild.offsetHeight === 0;
            }""";

    /** From the first lane to the last. */
    static final String THROUGH_LANES = """
            () => {
              const main = document.querySelector('main');
              const list = document.querySelector('[aria-label=Timeline]');
              const at = window.scrolling;
              const lanes = [...list.querySelectorAll('.lane')];
              const height = lanes[0].offsetHeight;
              const from = list.firstElementChild.offsetHeight / height;
              at.most = Math.max(at.most, lanes.length);
              for (; at.next >= from && lanes[at.next - from]; at.next++) at.seen.add(lanes[at.next - from].dataset.lane);
              main.scrollTop = at.next * height;
              return at.next >= list.offsetHeight / height;
            }""";

    private Scrolling() {}
}
