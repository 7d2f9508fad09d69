/** What somebody has typed for a job and not run yet; kept for the tab, without secrets. */

const key = (path: string): string => `gantry.draft.${path}`;

export function keepDraft(path: string, params: unknown): void {
  sessionStorage.setItem(key(path), JSON.stringify(params));
}

export function dropDraft(path: string): void {
  sessionStorage.removeItem(key(path));
}

export function draftOf(path: string): Record<string, unknown> | null {
  const kept = sessionStorage.getItem(key(path));
  try {
    return kept ? (JSON.parse(kept) as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
