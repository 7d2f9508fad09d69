import { render } from 'preact';
import { checkAccess } from './api/access.ts';
import { goLive } from './live/live.ts';
import { App } from './shell/App.tsx';
import { followTheme } from './shell/theme.ts';

followTheme();
const place = document.getElementById('app');
if (place) {
  render(<App />, place);
  goLive();
  // A refusal asks for the token by itself, and a server that is away is shown to be.
  checkAccess().catch(() => {});
}
