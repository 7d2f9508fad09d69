/** The one set of icons: paths on a grid of 16, drawn with a stroke of 1.6. */
const PATHS = {
  jobs: 'M3 4h4v3H3zM9 9h4v3H9zM5 7v3.5h4',
  runs: 'M3 4h10M3 8h7M3 12h4',
  workers: 'M3 3.5h10v4H3zM3 9h10v4H3zM5.5 5.5h0M5.5 11h0',
  plugins: 'M5.5 3v3M10.5 3v3M3.5 6h9v3a4.5 4.5 0 0 1-9 0zM8 13.5V15',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5l3 3',
  open: 'M6 4l4 4-4 4',
  back: 'M10 4L6 8l4 4',
  folder: 'M2.5 4.5h4l1.2 1.5h5.8v6.5h-11z',
  leaf: 'M4 3h8v10H4zM6.5 6h3M6.5 8.5h3',
  ok: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM5.6 8.2l1.6 1.6 3.2-3.4',
  fail: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM6 6l4 4M10 6l-4 4',
  run: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5M6.8 6v4l3.2-2z',
  wait: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM6 8h4',
  warn: 'M8 2.8l5.6 10H2.4zM8 6.5v2.8M8 11.2h0',
  stop: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM4.2 4.2l7.6 7.6',
  info: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 7.5v3M8 5.4h0',
  output: 'M3 4l3.5 4L3 12M8 12h5',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3l2 1.5',
  play: 'M5 3.5v9l7.5-4.5z',
  close: 'M4 4l8 8M12 4l-8 8',
  retry: 'M12.8 6A5 5 0 1 0 13 9.2M13 3v3h-3',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  plus: 'M8 3v10M3 8h10',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  trash: 'M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5',
  theme: 'M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z',
  file: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
  download: 'M8 2.5v7M5 7l3 3 3-3M3 13h10',
  edit: 'M3 13l.6-2.6L10.8 3.2l2 2-7.2 7.2z',
  children: 'M3 8h3M10 4.5h3M10 11.5h3M6 8c3 0 1-3.5 4-3.5M6 8c3 0 1 3.5 4 3.5',
  eye: 'M1.8 8c3.4-5.6 9-5.6 12.4 0-3.4 5.6-9 5.6-12.4 0zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  key: 'M9.5 2.5a4 4 0 1 1-3.6 5.7L2.5 11.6v2h2v-1.5h1.5v-1.5l1-1M10.5 5.5h0',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="i" viewBox="0 0 16 16" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
