export const Logo = () => (
  <svg class="logo" viewBox="0 0 20 20" aria-hidden="true">
    <path d="M10 18V8M10 12c-4 0-6-2-6-6M10 9c3.5 0 5.5-2 5.5-5.5" />
    <circle cx="4" cy="4.5" r="1.6" />
    <circle cx="15.5" cy="3" r="1.6" />
  </svg>
);
