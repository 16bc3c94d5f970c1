/**
 * Pieces of the page that all tabs use.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit-html";

/** Announces a sentence to people who do not see the page, and shows it for a moment. */
export function announce(text: string): void {
  const status = document.getElementById("status")!;
  status.textContent = text;
  status.classList.add("shown");
  setTimeout(() => {
    if (status.textContent === text) status.classList.remove("shown");
  }, 2500);
}

/** A button that copies a string. */
export function copyButton(text: string, label = "Copy", what = ""): TemplateResult {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce("Copied");
    } catch {
      announce("The browser does not allow copying; select the text and copy it");
    }
  };
  return html`<button type="button" class="quiet" @click=${copy}>${label}${
    what === "" ? nothing : html`<span class="hidden"> ${what}</span>`
  }</button>`;
}

/** A list of messages, or nothing. */
export function messages(list: readonly string[], kind: "warning" | "problem" = "warning"): unknown {
  if (list.length === 0) return nothing;
  return html`<ul class="messages ${kind}">${list.map((message) => html`<li>${message}</li>`)}</ul>`;
}

/** Buttons that load examples. */
export function examples<T>(list: Readonly<Record<string, T>>, load: (example: T) => void): TemplateResult {
  return html`<div class="examples" role="group" aria-label="Examples">
    <span>Try</span>
    ${
    Object.entries(list).map(([name, example]) =>
      html`
        <button type="button" class="chip" @click=${() => load(example)}>${name}</button>
      `
    )
  }
  </div>`;
}

/** A group of radio buttons that looks like one control. */
export function choice<T extends string>(
  label: string,
  name: string,
  options: Readonly<Record<T, string>>,
  chosen: T,
  choose: (option: T) => void,
): TemplateResult {
  return html`<fieldset class="choice">
    <legend class="hidden">${label}</legend>
    ${
    (Object.entries(options) as [T, string][]).map(([value, text]) =>
      html`
        <label><input type="radio" name=${name} .checked=${value === chosen} @change=${() => choose(value)}>
          <span>${text}</span></label>
      `
    )
  }
  </fieldset>`;
}

/** A file or another text in lines that people read and copy. */
export function textBlock(text: string, label: string): TemplateResult {
  return html`<pre class="block" tabindex="0" role="region" aria-label=${label}><code>${text}</code></pre>`;
}

/** How much of a limit is used. */
export function sizeMeter(bytes: number, limit: number): TemplateResult {
  const share = bytes / limit;
  const level = share > 1 ? "over" : share > 7 / 8 ? "near" : "fine";
  const percent = share < 0.001 ? "less than 0.1" : (share * 100).toFixed(share < 0.1 ? 1 : 0);
  return html`
    <div class="size">
      <meter min="0" max=${limit} high=${limit * 7 / 8} optimum="0" .value=${Math.min(bytes, limit)} class=${level}
        aria-label="Size of the environment string"></meter>
      <p><strong>${bytes.toLocaleString("en")}</strong> of ${limit.toLocaleString(
        "en",
      )} bytes (${percent} %)${level === "over" ? html`: <strong>no process can start with it</strong>` : nothing}</p>
    </div>
  `;
}

/** A link to another site, to which nothing of the page is sent. */
export function outside(url: string, text: string): TemplateResult {
  return html`
    <a href=${url} target="_blank"
      rel="noopener noreferrer">${text}<span class="hidden"> (opens a new tab)</span></a>
  `;
}
