/**
 * The tab *Images*.
 *
 * @module
 */
import { html, nothing, render, type TemplateResult } from "lit-html";
import { Engine, Latest } from "../engine/client.ts";
import type { ComparedPart, Comparison, ImageKind, ImageView, ReferenceView } from "../engine/images.ts";
import type { ImagesAnswers } from "../engine/images_worker.ts";
import { choice, copyButton, examples, messages, outside, textBlock } from "../ui/elements.ts";
import { largeText } from "../ui/large_text.ts";
import { EXAMPLES, type ImageExample, REFERENCES } from "./examples.ts";
import { type FieldName, FIELDS, formOf, prettyJson, withField } from "./form.ts";

/** What the tab shows. */
interface State {
  kind: ImageKind;
  one: string;
  /** The second image; `undefined` if there is only one. */
  other: string | undefined;
  image: ImageView | undefined;
  comparison: Comparison | undefined;
  error: string | undefined;
  reference: string;
  split: ReferenceView | undefined;
  splitError: string | undefined;
}

const KINDS: Readonly<Record<ImageKind, string>> = { spec: "ImageSpec (flytekit)", image: "Image (flyte 2)" };

/** Fills the tab. */
export function imagesTab(panel: HTMLElement): void {
  const engine = new Engine<ImagesAnswers>(() =>
    new Worker(new URL("../engine/images_worker.ts", import.meta.url), { type: "module" })
  );
  const state: State = {
    kind: "spec",
    one: "",
    other: undefined,
    image: undefined,
    comparison: undefined,
    error: undefined,
    reference: "",
    split: undefined,
    splitError: undefined,
  };
  const [describing, splitting] = [new Latest(), new Latest()];
  const show = () => render(page(), panel);

  const update = (change: Partial<Pick<State, "kind" | "one" | "other">>) => {
    Object.assign(state, change);
    show();
    return describing.run(async () => {
      const { kind, one, other } = state;
      [state.image, state.comparison, state.error] = [undefined, undefined, undefined];
      try {
        if (one.trim() !== "") {
          state.image = await engine.ask("describeImage", kind, one);
        }
        if (other !== undefined && other.trim() !== "") {
          state.comparison = await engine.ask("compareImages", kind, one, other);
        }
      } catch (error) {
        state.error = (error as Error).message;
      }
      show();
    });
  };
  const load = ({ kind, one, other }: ImageExample) => {
    return update({ kind, one: prettyJson(one), other: other && prettyJson(other) });
  };
  const split = (reference: string) => {
    state.reference = reference;
    show();
    return splitting.run(async () => {
      [state.split, state.splitError] = [undefined, undefined];
      try {
        if (reference.trim() !== "") {
          state.split = await engine.ask("splitReference", reference);
        }
      } catch (error) {
        state.splitError = (error as Error).message;
      }
      show();
    });
  };

  function page(): TemplateResult {
    const { kind, one, other, error } = state;
    return html`
      <div class="card">
        <h2>Name an image</h2>
        <p class="lead">Describe an image with the form or as JSON, as <code>to_dict</code> returns it: its name is computed
          as Python computes it. Files that an image copies cannot be read here.</p>
        ${examples(EXAMPLES, load)}
        ${choice("Kind of image", "kind", KINDS, kind, (kind) => update({ kind }))}
        ${form()}
        <div class=${other === undefined ? "stack" : "grid"}>
          <div class="stack">${largeText({
            id: "image-one",
            label: other === undefined ? "JSON" : "JSON of the first image",
            text: one,
            rows: 12,
            change: (one) => update({ one }),
          })}</div>
          ${other === undefined ? nothing : html`<div class="stack">${
            largeText({
              id: "image-other",
              label: "JSON of the second image",
              text: other,
              rows: 12,
              change: (other) => update({ other }),
            })
          }</div>`}
        </div>
        <button type="button" class="quiet" @click=${() =>
          update({
            other: other === undefined ? one : undefined,
          })}>${other === undefined ? "Compare with a second image" : "Remove the second image"}</button>
        <div aria-live="polite" class="outcome">${error === undefined
          ? nothing
          : html`<p class="problem">${error}</p>`}</div>
      </div>
      ${state.comparison === undefined ? nothing : picture(state.comparison)}
      ${state.image === undefined ? nothing : description(state.image)}
      <div class="card">
        <h2>Take a reference apart</h2>
        <label for="reference">Reference of an image</label>
        <input id="reference" type="text" class="code" spellcheck="false" autocomplete="off" .value=${state.reference}
          @input=${({ target }: Event) => split((target as HTMLInputElement).value)}>
        ${examples(REFERENCES, split)}
        <div aria-live="polite" class="outcome">
          ${state.splitError === undefined ? nothing : html`<p class="problem">${state.splitError}</p>`}
          ${state.split === undefined ? nothing : parts(state.split)}
        </div>
      </div>
    `;
  }

  function form(): unknown {
    const values = formOf(state.kind, state.one);
    return html`<div class="fields">${
      (Object.entries(FIELDS) as [FieldName, string][]).map(([name, label]) =>
        html`<label>${label}<input type="text" class="code" spellcheck="false" autocomplete="off" name=${name}
          ?disabled=${values === undefined} .value=${values?.[name] ?? ""}
          @change=${({ target }: Event) =>
          update({ one: withField(state.kind, state.one, name, (target as HTMLInputElement).value) })}></label>`
      )
    }</div>`;
  }

  function description({ name, reference, dockerfile, issues }: ImageView): TemplateResult {
    return html`<div class="card">
      <h2>${state.other === undefined ? "Name" : "Name of the first image"}</h2>
      ${
      "error" in name ? html`<p class="problem">${name.error}</p>` : html`
        <div
          class="name-line"><code class="image-name">${name.value}</code>${copyButton(
            name.value,
            "Copy",
            "the name",
          )}</div>${reference === undefined ? nothing : parts(reference)}
      `
    }
      ${messages(issues)}
      <h2>Dockerfile</h2>
      ${
      "error" in dockerfile
        ? html`<p class="problem">${dockerfile.error}</p>`
        : html`${textBlock(dockerfile.value, "Dockerfile")}${copyButton(dockerfile.value, "Copy the Dockerfile")}`
    }
    </div>`;
  }

  show();
}

/** A reference as blocks. */
function parts({ parts, canonical, page }: ReferenceView): TemplateResult {
  return html`
    <dl class="parts">${parts.map(({ kind, text, isImplied }) =>
      html`
        <div class="part ${kind}${isImplied ? " implied" : ""}">
          <dt>${kind}${isImplied ? " (implied)" : ""}</dt>
          <dd><code>${text}</code></dd>
        </div>
      `
    )}</dl>
    <p class="note">In full: <code>${canonical}</code>${page.url === undefined ? nothing : html`
      · ${outside(page.url, `Open it on ${page.registry}`)}
    `}</p>
  `;
}

const STATES: Readonly<Record<ComparedPart["state"], string>> = {
  same: "same",
  first: "first difference",
  different: "different",
  unhashed: "different, not part of the name",
};

/** Two images side by side. */
function picture({ isSame, ids, parts }: Comparison): TemplateResult {
  return html`
    <div class="card">
      <h2>${isSame ? "Both images have the same name" : "Why the names differ"}</h2>
      <ol class="picture">
          <li class="heads"><code>${ids[
            0
          ]}</code><span aria-hidden="true">${isSame ? "=" : "≠"}</span><code>${ids[1]}</code></li>
          ${parts.map(({ label, one, other, state, at, note }) =>
            html`
              <li class=${state}>
                <p
                  class="what"><strong>${label}</strong> <span class="badge">${STATES[
                    state
                  ]}</span>${note === undefined ? nothing : html`
                    <span class="note">${note}</span>
                  `}</p>
                <div class="side">${side(one, at, state)}</div>
                <div class="side">${side(other, at, state)}</div>
              </li>
            `
          )}</ol>
    </div>
  `;
}

/** A value with a mark at the first character that differs. */
function side(value: string | undefined, at: number, state: ComparedPart["state"]): TemplateResult {
  if (value === undefined) return html`<span class="unset">not set</span>`;
  if (state === "same") return html`<code>${value}</code>`;
  const end = value.slice(at, at + 1);
  return html`<code>${value.slice(0, at)}<mark>${end === "" ? "␃" : end === "\n" ? "␊\n" : end}</mark>${
    value.slice(at + 1)
  }</code>`;
}
