/**
 * A field for text that may be large. Browsers take seconds to lay out a megabyte in one line, so a large text is kept
 * and only its start is shown.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit-html";

/** Number of characters from which on only the start is shown. */
const LARGE = 100_000;
const START = 2000;

/** What the field needs. */
export interface LargeText {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly rows: number;
  readonly placeholder?: string;
  readonly describedBy?: string;
  readonly change: (text: string) => void;
}

/** The field. */
export function largeText({ id, label, text, rows, placeholder = "", change }: LargeText): TemplateResult {
  const isLarge = text.length > LARGE;
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (pasted.length <= LARGE) return;
    event.preventDefault();
    change(pasted);
  };
  return html`
    <label for=${id} class="label">${label}</label>
        <textarea id=${id} rows=${rows} spellcheck="false" autocomplete="off" autocapitalize="off"
      placeholder=${placeholder}
      .value=${isLarge ? `${text.slice(0, START)}…` : text} ?readonly=${isLarge} @paste=${paste}
      @input=${({ target }: Event) => change((target as HTMLTextAreaElement).value)}></textarea>
        ${isLarge
          ? html`<p class="note">The text has ${
            text.length.toLocaleString("en")
          } characters, of which the first are shown.
          <button type="button" class="quiet" @click=${() => change("")}>Clear</button></p>`
          : nothing}
  `;
}
