import { render } from 'preact';
import { goLive } from './live/live.ts';
import { App } from './shell/App.tsx';
import { followTheme } from './shell/theme.ts';

followTheme();
const place = document.getElementById('app');
if (place) {
  render(<App />, place);
  goLive();
}
