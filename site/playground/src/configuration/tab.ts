/**
 * The tab *Configuration*.
 *
 * @module
 */
import { html, nothing, render, type TemplateResult } from "lit-html";
import { Engine, Latest } from "../engine/client.ts";
import type {
  Cell,
  ConfigurationInput,
  ConversionTarget,
  ConvertedView,
  Finding,
  ResolvedView,
  SettingLine,
  SharedConfiguration,
} from "../engine/configuration.ts";
import type { ConfigurationAnswers } from "../engine/configuration_worker.ts";
import { choice, copyButton, examples, messages, textBlock } from "../ui/elements.ts";
import type { Editor, Format } from "./editor.ts";
import { EXAMPLES } from "./examples.ts";
import { decodeShared, encodeShared } from "./fragment.ts";

/** What the tab shows. */
interface State {
  input: ConfigurationInput;
  findings: readonly Finding[];
  resolved: ResolvedView | undefined;
  error: string | undefined;
  showDefaults: boolean;
  target: ConversionTarget | undefined;
  converted: ConvertedView | string | undefined;
  revealed: boolean;
  shared: SharedConfiguration | string | undefined;
}

const NAMES: Readonly<Record<Format, string>> = { yaml: "config.yaml", ini: "flytekit.config" };
const FORMATS: Readonly<Record<Format, string>> = { yaml: "YAML", ini: "INI" };
const TARGETS: Readonly<Record<ConversionTarget, string>> = { yaml: "YAML", ini: "INI", env: "Environment" };
const VERSIONS = { flytekit: "flytekit", flyte2: "flyte 2" } as const;

/** Fills the tab, with what a shared address has, if anything. */
export function configurationTab(panel: HTMLElement, argument: string): void {
  const engine = new Engine<ConfigurationAnswers>(() =>
    new Worker(new URL("../engine/configuration_worker.ts", import.meta.url), { type: "module" })
  );
  const state: State = {
    input: decodeShared(argument) ?? { name: NAMES.yaml, text: "", env: "" },
    findings: [],
    resolved: undefined,
    error: undefined,
    showDefaults: false,
    target: undefined,
    converted: undefined,
    revealed: false,
    shared: undefined,
  };
  let editor: Editor | undefined;
  const running = new Latest();
  const show = () => render(page(), panel);

  const update = (change: Partial<ConfigurationInput>) => {
    const input = { ...state.input, ...change };
    Object.assign(state, { input, shared: undefined, revealed: false });
    show();
    return running.run(async () => {
      try {
        const [findings, resolved] = await Promise.all([
          engine.ask("diagnoseConfiguration", input),
          engine.ask("resolveConfiguration", input),
        ]);
        Object.assign(state, { findings, resolved, error: undefined });
        editor?.setFindings(input.text, findings);
        await convert(input);
      } catch (error) {
        Object.assign(state, { findings: [], resolved: undefined, error: (error as Error).message });
      }
      show();
    });
  };
  const convert = async (input: ConfigurationInput) => {
    if (state.target === undefined) return;
    state.converted = await engine.ask("convertConfiguration", input, state.target)
      .catch((error: Error) => error.message);
  };
  const load = (input: ConfigurationInput) => {
    editor?.setFormat(formatOf(input));
    state.input = input;
    editor?.setText(input.text);
    return update(input);
  };
  const share = async () => {
    state.shared = await engine.ask("shareConfiguration", state.input).catch((error: Error) => error.message);
    if (typeof state.shared === "object") {
      history.replaceState(null, "", encodeShared(state.shared));
    }
    show();
  };

  function page(): TemplateResult {
    const { input, error } = state;
    return html`
      <div class="card">
        <h2>Check a configuration</h2>
        <p class="lead">Write a configuration file and the environment beside it: both versions read them as you type.
          Keys are completed, and pointing at one shows what it means.</p>
        <div class="toolbar">
          ${choice("Format", "format", FORMATS, formatOf(input), (format) => {
            editor?.setFormat(format);
            void update({ name: NAMES[format] });
          })}
          ${examples(EXAMPLES, load)}
        </div>
        <div class="split">
          <div class="stack">
            <p class="label" aria-hidden="true">${input.name}</p>
            <div class="editor"><p class="note">The editor is loading …</p></div>
          </div>
          <div class="stack">
            <label for="environment" class="label">Environment</label>
            <textarea id="environment" class="lines" rows="6" spellcheck="false" autocomplete="off" autocapitalize="off"
              placeholder="FLYTE_PLATFORM_URL=flyte.acme.com" .value=${input.env}
              @input=${({ target }: Event) => update({ env: (target as HTMLTextAreaElement).value })}></textarea>
            <button type="button" class="quiet" @click=${share}>Share by address</button>
            <div aria-live="polite" class="outcome">${sharing()}</div>
          </div>
        </div>
        <div aria-live="polite" class="outcome">${error === undefined
          ? nothing
          : html`<p class="problem">${error}</p>`}</div>
        ${findings()}
      </div>
      ${state.resolved === undefined || (input.text + input.env).trim() === "" ? nothing : results(state.resolved)}
    `;
  }

  function findings(): unknown {
    if (state.findings.length === 0) return nothing;
    return html`
      <div>
        <h3>Findings</h3>
        <ul class="findings">${state.findings.map(({ from, line, severity, message, code, versions, fixes }) =>
          html`<li class=${severity}>
        <button type="button" class="go" @click=${() => editor?.goTo(from)}>line ${line}</button>
        <span><strong class="severity">${severity}</strong> ${message} <span class="note">(${code}, ${
            versions.map((version) => VERSIONS[version]).join(" and ")
          })</span></span>
        <span class="buttons">${
            fixes.map(({ title, from, to, insert }) =>
              html`<button type="button" class="quiet" @click=${() => editor?.edit(from, to, insert)}>${title}</button>`
            )
          }</span></li>`
        )}</ul>
      </div>
    `;
  }

  function sharing(): unknown {
    const { shared } = state;
    if (shared === undefined) return nothing;
    if (typeof shared === "string") {
      return html`<p class="problem">${shared}</p>`;
    }
    const address = new URL(encodeShared(shared), location.href).href;
    return html`
      <p
        class="note">The address of this page now has the file and the environment${shared.masked === 0
          ? "; no secret was found in them"
          : html`, with secrets in <strong>${shared.masked} ${
            shared.masked === 1 ? "line" : "lines"
          }</strong> replaced by ***`}. Look at what is shared before you send it.</p>
            <details><summary>Show what is shared</summary>${textBlock(
              `${shared.text}\n${shared.env}`,
              "What is shared",
            )}</details>
            ${copyButton(address, "Copy the address")}
    `;
  }

  function results({ lines, failures, notes }: ResolvedView): TemplateResult {
    const shown = lines.filter(({ isGiven }) => isGiven || state.showDefaults);
    const toggle = () => {
      state.showDefaults = !state.showDefaults;
      show();
    };
    return html`
      <div class="card">
        <h2>What is read</h2>
        ${messages(notes)}
        ${failure("flytekit", failures.flytekit)}${failure("flyte 2", failures.flyte2)}
        <label class="check"><input type="checkbox" .checked=${state
          .showDefaults} @change=${toggle}> Show defaults</label>
        <div class="scroll" tabindex="0" role="region" aria-label="Settings"><table class="readings">
          <thead><tr><th scope="col">Setting</th><th scope="col">flytekit reads</th><th scope="col">flyte 2 reads</th>
            <th scope="col">mode <code>strict</code></th></tr></thead>
          <tbody>${shown.map(line)}</tbody>
        </table></div>
        ${shown.length === 0 ? html`<p class="note">All settings have their defaults.</p>` : nothing}
      </div>
      <div class="card">
        <h2>Convert it</h2>
        <div class="toolbar">${(Object.entries(TARGETS) as [ConversionTarget, string][]).map(([target, name]) =>
          html`
            <button type="button" class="quiet" aria-pressed=${state.target === target}
              @click=${async () => {
                state.target = target;
                await convert(state.input);
                show();
              }}>${name}</button>
          `
        )}</div>
        <div class="outcome">${conversion()}</div>
      </div>
    `;
  }

  function conversion(): unknown {
    const { converted, revealed } = state;
    if (converted === undefined) {
      return html`<p class="note">File and environment become one file of flytekit.</p>`;
    }
    if (typeof converted === "string") {
      return html`<p class="problem">${converted}</p>`;
    }
    const hasSecrets = converted.masked !== converted.text;
    const toggle = () => {
      state.revealed = !revealed;
      show();
    };
    const text = revealed ? converted.text : converted.masked;
    return html`
      ${textBlock(text === "" ? "(all settings have their defaults)" : text, "The converted configuration")}
      <div class="buttons">${copyButton(converted.text, hasSecrets ? "Copy with secrets" : "Copy")}${hasSecrets
        ? html`
          <button type="button" class="quiet" aria-pressed=${revealed}
            @click=${toggle}>${revealed ? "Mask secrets" : "Reveal secrets"}</button>
        `
        : nothing}</div>
      ${messages(converted.notCarried)}
    `;
  }

  show();
  void update({});
  void import("./editor.ts").then(({ createEditor }) => {
    const parent = panel.querySelector<HTMLElement>(".editor")!;
    editor = createEditor({
      parent,
      text: state.input.text,
      format: formatOf(state.input),
      change: (text) => {
        if (text !== state.input.text) void update({ text });
      },
      describe: (text, position) =>
        engine.ask("describePosition", { ...state.input, text }, position).catch(() => undefined),
    });
    editor.setFindings(state.input.text, state.findings);
  });
}

function formatOf({ name }: ConfigurationInput): Format {
  return name === NAMES.ini ? "ini" : "yaml";
}

function failure(version: string, reason: string | undefined): unknown {
  return reason === undefined ? nothing : html`<p class="problem">${version}: ${reason}</p>`;
}

function line({ path, doc, flytekit, flyte2, strict, differs }: SettingLine): TemplateResult {
  return html`
    <tr class=${differs ? "differs" : ""}>
      <th
        scope="row"><code>${path}</code><span class="note">${doc}</span></th>
      <td data-label="flytekit">${cell(flytekit)}</td>
      <td data-label="flyte 2">${cell(flyte2)}${differs ? html`<span class="badge">differs</span>` : nothing}</td>
      <td data-label="strict" class=${strict.kind.replace(" ", "-")}>${strict.kind === "not loaded"
        ? html`<span class="unset">not loaded</span>`
        : strict.kind === "value"
        ? strict.texts.map((text) =>
          html`
            <code>${text}</code>
          `
        )
        : strict.texts.map((text) => html`<p><strong>${strict.kind}</strong> ${text}</p>`)}</td>
    </tr>
  `;
}

function cell(cell: Cell | undefined): unknown {
  if (cell === undefined) {
    return html`<span class="unset">–<span class="hidden"> no such setting</span></span>`;
  }
  return html`<code class=${
    cell.isGiven ? "given" : "unset"
  }>${cell.value}</code><span class="note">${cell.origin}</span>`;
}
