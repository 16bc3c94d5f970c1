/**
 * The tab *Context*.
 *
 * @module
 */
import { html, nothing, render, type TemplateResult } from "lit-html";
import { Engine, Latest } from "../engine/client.ts";
import type { ChangedContext, ContextView, FoundView } from "../engine/context.ts";
import type { ContextAnswers } from "../engine/context_worker.ts";
import { MAX_ENV_STRING } from "../engine/limits.ts";
import { copyButton, examples, messages, outside, sizeMeter, textBlock } from "../ui/elements.ts";
import { largeText } from "../ui/large_text.ts";
import { EXAMPLES } from "./examples.ts";
import { changesOf, type Draft, draftOf, editForm } from "./edit.ts";

/** What the tab shows. */
interface State {
  text: string;
  found: readonly FoundView[] | undefined;
  error: string | undefined;
  chosen: number;
  revealed: boolean;
  draft: Draft | undefined;
  changed: ChangedContext | undefined;
  changeError: string | undefined;
}

/** Fills the tab. */
export function contextTab(panel: HTMLElement): void {
  const engine = new Engine<ContextAnswers>(() =>
    new Worker(new URL("../engine/context_worker.ts", import.meta.url), { type: "module" })
  );
  const state: State = {
    text: "",
    found: undefined,
    error: undefined,
    chosen: 0,
    revealed: false,
    draft: undefined,
    changed: undefined,
    changeError: undefined,
  };
  const [reading, changing] = [new Latest(), new Latest()];
  const show = () => render(page(), panel);
  const view = (): ContextView | undefined => {
    const chosen = state.found?.[state.chosen]?.view;
    return typeof chosen === "object" ? chosen : undefined;
  };

  const read = (text: string) => {
    state.text = text;
    show();
    return reading.run(async () => {
      try {
        state.found = text.trim() === "" ? undefined : await engine.ask("readContexts", text);
        state.error = undefined;
      } catch (error) {
        [state.found, state.error] = [undefined, (error as Error).message];
      }
      choose(0);
    });
  };
  const choose = (index: number) => {
    state.chosen = index;
    state.revealed = false;
    const chosen = view();
    state.draft = chosen === undefined ? undefined : draftOf(chosen);
    [state.changed, state.changeError] = [undefined, undefined];
    show();
  };
  const edit = (draft: Draft) => {
    const before = view();
    if (before === undefined) return;
    state.draft = draft;
    show();
    return changing.run(async () => {
      const changes = changesOf(before, draft);
      try {
        state.changed = changes === undefined ? undefined : await engine.ask("changeContext", before.value, changes);
        state.changeError = undefined;
      } catch (error) {
        [state.changed, state.changeError] = [undefined, (error as Error).message];
      }
      show();
    });
  };

  function page(): TemplateResult {
    const chosen = view();
    return html`
      <div class="card">
        <h2>Read a context</h2>
        <p class="lead">Paste anything that has <code>_F_SS_C</code>: the value, the output of <code>env</code>,
          <code>kubectl get pod -o json</code>, <code>docker inspect</code>, a task template or a log.</p>
        ${largeText({ id: "context-text", label: "Text with a context", text: state.text, rows: 5, change: read })}
        ${examples(EXAMPLES, read)}
        <div aria-live="polite" class="outcome">${outcome()}</div>
      </div>
      ${chosen === undefined ? nothing : contents(chosen)}
    `;
  }

  function outcome(): unknown {
    const { found, error } = state;
    if (error !== undefined) return html`<p class="problem">${error}</p>`;
    if (found === undefined) return nothing;
    if (found.length === 0) {
      return html`
        <p
          class="problem">No context was found. The text must have the variable <code>_F_SS_C</code> with its
                value, or be the value, which starts with <code>H4sI</code>.</p>
      `;
    }
    const chosen = found[state.chosen]!.view;
    return html`
      ${found.length === 1 ? nothing : html`<div class="picker">
        <label for="context-chosen">The text has ${found.length} contexts</label>
        <select id="context-chosen" @change=${({ target }: Event) =>
        choose((target as HTMLSelectElement).selectedIndex)}>
          ${
        found.map(({ path }, index) =>
          html`<option ?selected=${index === state.chosen}>${path === "" ? "the text" : path}</option>`
        )
      }</select></div>`}
      ${typeof chosen === "string" ? html`<p class="problem">${chosen}</p>` : nothing}
    `;
  }

  function contents(chosen: ContextView): TemplateResult {
    return html`
      ${messages(chosen.issues)}
      <div class="grid">
        <div class="stack">
          <div class="card">
            <h2>Settings</h2>
            <table class="facts">
              <tbody>${chosen.settings.map(([name, value]) =>
                html`
                  <tr>
                    <th scope="row">${name}</th>
                    <td>${value}</td>
                  </tr>
                `
              )}</tbody>
            </table>
          </div>
          <div class="card">
            <h2>Environment</h2>
            ${chosen.variables.length === 0
              ? html`<p class="note">The context sets no variables.</p>`
              : variables(chosen)}
          </div>
        </div>
        <div class="stack">
          <div class="card">
            <h2>Size</h2>
            ${sizeMeter(chosen.bytes, MAX_ENV_STRING)}
            <p class="note">Linux limits one environment string to 128 KiB, with its name and the final zero byte.</p>
          </div>
          <div class="card">
            <h2>Images</h2>
            ${chosen.images.length === 0 ? html`<p class="note">The context has no images.</p>` : images(chosen)}
          </div>
          <div class="card">
            <h2>JSON</h2>
            <details><summary>Show the JSON that the value contains, with secrets masked</summary>
              ${textBlock(chosen.json, "JSON of the context")}
              ${copyButton(chosen.json, "Copy the JSON")}
            </details>
          </div>
        </div>
      </div>
      ${chosen.omitted === 0
        ? nothing
        : html`<p class="note">${chosen.omitted.toLocaleString("en")} more images and variables are not listed.</p>`}
      ${editForm({ ...state, view: chosen, draft: state.draft!, edit })}
    `;
  }

  function images({ images }: ContextView): TemplateResult {
    return html`<ul class="images">${
      images.map(({ name, reference, isDefault, page }) =>
        html`<li>
        <span class="name">${name}</span>${isDefault ? html`<span class="badge">default</span>` : nothing}
        <code class="reference">${reference}</code>
        <span class="where">${
          page === undefined
            ? "not a valid reference"
            : page.url === undefined
            ? page.registry
            : outside(page.url, page.registry)
        }</span></li>`
      )
    }</ul>`;
  }

  function variables({ variables }: ContextView): TemplateResult {
    const hasSecrets = variables.some(({ isSecret }) => isSecret);
    const toggle = () => {
      state.revealed = !state.revealed;
      show();
    };
    return html`
      <table class="facts">
        <tbody>${variables.map(({ name, value, isSecret }) =>
          html`
            <tr>
              <th scope="row"><code>${name}</code></th>
              <td>${isSecret && !state.revealed
                ? html`<span class="masked">masked</span>`
                : html`<code>${value}</code>`}</td>
            </tr>
          `
        )}</tbody>
      </table>
      ${hasSecrets
        ? html`
          <button type="button" class="quiet" aria-pressed=${state.revealed}
            @click=${toggle}>${state.revealed ? "Mask secrets" : "Reveal secrets"}</button>
        `
        : nothing}
    `;
  }

  show();
}
