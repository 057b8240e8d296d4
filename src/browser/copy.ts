/**
 * Buttons that copy a text.
 */
import { button, element } from './dom.ts';

/** How long a button says that it has copied, in milliseconds. */
const noticeMs = 1500;

/** A button that copies what `textOf` answers; where the browser refuses, the text is shown to be copied by hand. */
export function copyButton(label: string, title: string, textOf: () => string): HTMLButtonElement {
  const made = button(label, title, () => {
    const text = textOf();
    void written(text).then((isWritten) => {
      if (!isWritten) return offer(text);
      made.textContent = 'Copied';
      setTimeout(() => {
        made.textContent = label;
      }, noticeMs);
    });
  });
  return made;
}

/** A browser may have no clipboard for this page, or refuse it. */
async function written(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function offer(text: string): void {
  const area = element('textarea', { readonly: true, rows: 12, 'aria-label': 'text to copy' });
  area.value = text;
  const dialog = element('dialog', { class: 'offer' }, [
    element('p', {}, ['This browser does not let the page copy. Copy it from here:']),
    area,
    button('Close', 'Close', () => dialog.remove()),
  ]);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  area.select();
}
