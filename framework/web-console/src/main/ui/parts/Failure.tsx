import { Icon } from './Icon.tsx';

/** Says that something cannot be shown, and why. */
export const Failure = ({ error, what }: { error: Error; what: string }) => (
  <div class="problem" role="alert">
    <Icon name="fail" />
    <div class="grow">
      <b>{what}</b>
      {error.message}
    </div>
  </div>
);
