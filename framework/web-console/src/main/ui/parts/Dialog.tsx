import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

type Props = { label: string; close: () => void; children: ComponentChildren; class?: string };

/** A modal dialog: Escape and a click beside it close it, the focus goes back to where it was. */
export function Dialog({ label, close, children, class: look = '' }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  // At once: what is typed next belongs to the dialog.
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${look}`}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}
