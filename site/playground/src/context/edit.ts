/**
 * The form that changes a context, and its result.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit-html";
import type { ChangedContext, ContextChanges, ContextView } from "../engine/context.ts";
import { MAX_ENV_STRING } from "../engine/limits.ts";
import { copyButton, messages, sizeMeter, textBlock } from "../ui/elements.ts";

type Pair = readonly [name: string, value: string];

/** The fields of the form. */
export interface Draft {
  readonly project: string;
  readonly domain: string;
  readonly version: string;
  readonly images: readonly Pair[];
  readonly variables: readonly Pair[];
}

/** What the form needs. */
interface EditForm {
  readonly view: ContextView;
  readonly draft: Draft;
  readonly revealed: boolean;
  readonly edit: (draft: Draft) => void;
  readonly changed: ChangedContext | undefined;
  readonly changeError: string | undefined;
}

/** Returns the fields of a context. */
export function draftOf({ project, domain, version, images, variables }: ContextView): Draft {
  return {
    project,
    domain,
    version,
    images: images.map(({ name, reference }) => [name, reference]),
    variables: variables.map(({ name, value }) => [name, value]),
  };
}

/** Returns what the fields change, or `undefined` if they change nothing. */
export function changesOf(view: ContextView, draft: Draft): ContextChanges | undefined {
  const before = draftOf(view);
  const texts = (["project", "domain", "version"] as const).filter((name) => draft[name] !== before[name]);
  const images = draft.images.filter(([, reference], index) => reference !== before.images[index]![1]);
  const hasVariables = JSON.stringify(draft.variables) !== JSON.stringify(before.variables);
  if (texts.length + images.length === 0 && !hasVariables) return undefined;
  return {
    ...Object.fromEntries(texts.map((name) => [name, draft[name]])),
    images: Object.fromEntries(images),
    ...hasVariables ? { variables: draft.variables } : {},
  };
}

/** The form and its result. */
export function editForm(form: EditForm): TemplateResult {
  const { view, draft, edit } = form;
  const field = (name: "project" | "domain" | "version", label: string) =>
    html`<label>${label}<input type="text" name=${name} autocomplete="off" spellcheck="false" .value=${draft[name]}
      @input=${(event: Event) => edit({ ...draft, [name]: valueOf(event) })}></label>`;
  return html`
    <div class="card">
      <h2>Change it</h2>
      <form @submit=${(event: Event) => event.preventDefault()}>
          <div class="fields">${field("project", "Project")}${field("domain", "Domain")}${field(
            "version",
            "Version",
          )}</div>
          ${draft.images.length === 0 ? nothing : html`
            <fieldset>
              <legend>Images</legend>
              <div class="fields wide">${draft.images.map(([name, reference], index) =>
                html`<label>${name}<input type="text" class="code" autocomplete="off" spellcheck="false" .value=${reference}
        @input=${(event: Event) =>
                  edit({ ...draft, images: draft.images.with(index, [name, valueOf(event)]) })}></label>`
              )}</div>
            </fieldset>
          `}
          ${view.omitted > 0 ? nothing : variableFields(form)}
        </form>
      <div class="outcome">${result(form)}</div>
    </div>
  `;
}

function variableFields({ view, draft, edit, revealed }: EditForm): TemplateResult {
  const { variables } = draft;
  const secrets = new Set(view.variables.filter(({ isSecret }) => isSecret).map(({ name }) => name));
  return html`<fieldset><legend>Environment</legend>
    ${
    variables.map(([name, value], index) => {
      const set = (pair: Pair) => edit({ ...draft, variables: variables.with(index, pair) });
      return html`
        <div class="pair">
          <input type="text" class="code" aria-label="Name of variable ${index +
            1}" autocomplete="off" spellcheck="false"
            .value=${name} @input=${(event: Event) => set([valueOf(event), value])}>
          <span aria-hidden="true">=</span>
          <input type=${secrets.has(name) && !revealed
            ? "password"
            : "text"} class="code" autocomplete="off" spellcheck="false"
            aria-label="Value of variable ${index + 1}" .value=${value}
            @input=${(event: Event) => set([name, valueOf(event)])}>
          <button type="button" class="quiet" @click=${() =>
            edit({
              ...draft,
              variables: variables.toSpliced(index, 1),
            })}>Remove<span class="hidden"> ${name}</span></button>
        </div>
      `;
    })
  }
    <button type="button" class="quiet" @click=${() =>
    edit({ ...draft, variables: [...variables, ["", ""]] })}>Add a variable</button>
  </fieldset>`;
}

function result({ changed, changeError }: EditForm): unknown {
  if (changeError !== undefined) return html`<p class="problem" role="alert">${changeError}</p>`;
  if (changed === undefined) {
    return html`<p class="note">Change a field to see the new value, and what is different.</p>`;
  }
  const { differences, bytes, shell, value, issues } = changed;
  return html`
    <h3>What changes</h3>
    <p role="status" class="hidden">${differences.length} ${differences.length === 1
      ? "field differs"
      : "fields differ"}</p>
    <div class="scroll">
      <table class="differences">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>${differences.map(({ path, before, after }) =>
          html`
            <tr>
              <th scope="row"><code>${path}</code></th>
              <td>${before === undefined ? html`<span class="unset">not set</span>` : html`<del>${before}</del>`}</td>
              <td>${after === undefined ? html`<span class="unset">not set</span>` : html`<ins>${after}</ins>`}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
    ${messages(issues)}
    <h3>New value</h3>
    ${sizeMeter(bytes, MAX_ENV_STRING)}
    ${textBlock(shell.length > 4000 ? `${shell.slice(0, 4000)}…` : shell, "Command that sets the variable")}
    <div class="buttons">${copyButton(shell, "Copy the shell line")}${copyButton(value, "Copy the value")}</div>
  `;
}

function valueOf({ target }: Event): string {
  return (target as HTMLInputElement).value;
}
