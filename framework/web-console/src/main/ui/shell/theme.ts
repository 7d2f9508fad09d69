/** Light or dark: what was chosen here, else what the system says. */

const KEY = 'gantry.theme';

type Theme = 'light' | 'dark';

const system = matchMedia('(prefers-color-scheme: dark)');

const theme = (): Theme => {
  const chosen = localStorage.getItem(KEY);
  return chosen === 'light' || chosen === 'dark' ? chosen : system.matches ? 'dark' : 'light';
};

const apply = (): void => {
  document.documentElement.dataset.theme = theme();
};

export function followTheme(): void {
  apply();
  system.addEventListener('change', apply);
  addEventListener('storage', apply);
}

export function switchTheme(): void {
  localStorage.setItem(KEY, theme() === 'dark' ? 'light' : 'dark');
  apply();
}
