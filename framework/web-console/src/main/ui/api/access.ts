import { useEffect, useState } from 'preact/hooks';
import { call } from './call.ts';
import { type Access, learn, mayChange, onToken, token } from './token.ts';

/** Ask anew what the token allows: a server that was started again may see it differently. */
export async function checkAccess(): Promise<void> {
  const used = token();
  if (!used) return;
  const { access } = await call<{ access: Access }>('/access');
  if (used === token()) learn(access);
}

/** Whether actions are to be offered. */
export function useMayChange(): boolean {
  const [may, setMay] = useState(mayChange);
  useEffect(() => {
    const stop = onToken(() => setMay(mayChange()));
    setMay(mayChange());
    return () => {
      stop();
    };
  }, []);
  return may;
}
