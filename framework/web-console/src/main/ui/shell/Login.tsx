import { useRef, useState } from 'preact/hooks';
import { API } from '../api/call.ts';
import { type Access, keep } from '../api/token.ts';
import { Icon } from '../parts/Icon.tsx';
import { Logo } from './Logo.tsx';

/** Asks for the token of the server, and tries it before it is kept. */
export function Login() {
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const tryIt = async (event: Event) => {
    event.preventDefault();
    const given = input.current?.value.trim() ?? '';
    setBusy(true);
    setError(given ? await verdict(given) : 'Enter the token');
    setBusy(false);
  };
  return (
    <main class="login">
      <form class="card" onSubmit={tryIt} aria-label="Log in">
        <h1 class="row">
          <Logo />
          Gantry
        </h1>
        <p class="dim">
          This server wants a token: the value of its <code>GANTRY_API_TOKEN</code>, or of its{' '}
          <code>GANTRY_READ_TOKEN</code> to look only. It is kept for this tab.
        </p>
        <div class="fld">
          <label class="lb" for="token">
            Token
          </label>
          <input
            id="token"
            ref={input}
            type="password"
            autocomplete="off"
            autoFocus
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? 'token-error' : undefined}
          />
          {error && (
            <div class="err" id="token-error" role="alert">
              <Icon name="warn" />
              {error}
            </div>
          )}
        </div>
        <button class="btn pri" disabled={busy}>
          <Icon name="key" />
          Log in
        </button>
      </form>
    </main>
  );
}

async function verdict(given: string): Promise<string> {
  try {
    const response = await fetch(`${API}/access`, { headers: { Authorization: `Bearer ${given}` } });
    if (response.status === 401 || response.status === 403) return 'This is not a token of this server';
    if (!response.ok) return `The server answers ${response.status}; try again`;
    const { access } = (await response.json()) as { access: Access };
    keep(given, access);
    return '';
  } catch {
    return 'The server does not answer; try again';
  }
}
