/**
 * The editor, which is loaded when the tab is opened. It lives in a shadow root, because there its styles are sheets of the
 * document, which the policy of the page allows; elsewhere they would be elements.
 *
 * @module
 */
import {
  autocompletion,
  closeBrackets,
  type Completion,
  type CompletionContext,
  completionKeymap,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  StreamLanguage,
  syntaxHighlighting,
} from "@codemirror/language";
import { properties } from "@codemirror/legacy-modes/mode/properties";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Finding, Position, PositionView } from "../engine/configuration.ts";

/** Format of the file. */
export type Format = "yaml" | "ini";

/** What the editor needs. */
export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly format: Format;
  readonly change: (text: string) => void;
  readonly describe: (
    text: string,
    position: Position,
  ) => Promise<PositionView | undefined>;
}

/** The editor. */
export interface Editor {
  /** Replaces the text. */
  setText(text: string): void;
  setFormat(format: Format): void;
  /** Marks the findings of what was written, unless the editor has another one by now. */
  setFindings(text: string, findings: readonly Finding[]): void;
  /** Applies an edit. */
  edit(from: number, to: number, insert: string): void;
  /** Moves the focus to a position. */
  goTo(offset: number): void;
}

const STYLE = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.labelName], color: "var(--accent)" },
  { tag: [tags.string, tags.quote], color: "var(--good)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.keyword], color: "var(--info)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.heading, tags.definition(tags.variableName)], color: "var(--accent)" },
]);

const THEME = EditorView.theme({
  "&": {
    color: "var(--text)",
    backgroundColor: "var(--field)",
    border: "1px solid var(--strong-line)",
    borderRadius: "6px",
    fontSize: "0.875rem",
    minHeight: "16rem",
    maxHeight: "32rem",
  },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--code)", lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--soft)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent-soft) 40%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-soft)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--card)",
    color: "var(--text)",
    border: "1px solid var(--strong-line)",
    borderRadius: "6px",
    maxWidth: "min(36rem, 90vw)",
  },
  ".cm-tooltip-hover, .cm-completionInfo": { padding: "0.5rem 0.75rem", font: "0.875rem/1.45 system-ui, sans-serif" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--code)", maxHeight: "14rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--on-accent)",
  },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--text)" },
  ".cm-panel.cm-panel-lint ul [aria-selected]": { backgroundColor: "var(--accent-soft)" },
  ".cm-diagnosticAction": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  // Instead of images, which the policy of the page forbids.
  ".cm-lint-marker": { width: "0.75em", height: "0.75em", marginTop: "0.35em", borderRadius: "50%" },
  ".cm-lint-marker-error": { content: "normal", backgroundColor: "var(--bad)" },
  ".cm-lint-marker-warning": { content: "normal", backgroundColor: "var(--warn)", borderRadius: "2px" },
  ".cm-lint-marker-info": { content: "normal", backgroundColor: "var(--info)", borderRadius: "2px" },
  ".cm-lintRange": { backgroundImage: "none", textDecoration: "underline wavy 1px", textUnderlineOffset: "3px" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecorationColor: "var(--bad)" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecorationColor: "var(--warn)" },
  ".cm-lintRange-info": { backgroundImage: "none", textDecorationColor: "var(--info)" },
  ".cm-lintRange-active": { backgroundColor: "var(--accent-soft)" },
  ".cm-lintPoint::after": { borderBottomColor: "var(--bad)" },
  ".cm-doc p": { margin: "0 0 0.35rem" },
  ".cm-doc p:last-child": { margin: "0" },
});

/** Creates the editor. */
export function createEditor({ parent, text, format, change, describe }: EditorOptions): Editor {
  const root = parent.attachShadow({ mode: "open" });
  const language = new Compartment();
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        syntaxHighlighting(STYLE),
        THEME,
        language.of(languageOf(format)),
        autocompletion({ override: [complete] }),
        hoverTooltip(hover),
        keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({
          "aria-label": "Configuration file",
          spellcheck: "false",
          autocapitalize: "off",
        }),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) change(state.doc.toString());
        }),
      ],
    }),
  });

  function ask({ state }: { readonly state: EditorState }, offset: number): Promise<PositionView | undefined> {
    const line = state.doc.lineAt(offset);
    return describe(state.doc.toString(), { line: line.number, column: offset - line.from + 1 });
  }

  async function complete(context: CompletionContext): Promise<CompletionResult | null> {
    const isTyping = context.explicit || context.matchBefore(/[\w-]+$/) !== null;
    const found = isTyping ? await ask(context, context.pos) : undefined;
    const [first] = found?.completions ?? [];
    if (first === undefined) return null;
    return {
      from: first.from,
      to: context.pos,
      options: found!.completions.map(({ label, kind, documentation, insert }): Completion => ({
        label,
        apply: insert,
        type: kind === "value" ? "constant" : kind === "section" ? "namespace" : "property",
        info: () => documentationOf(documentation),
      })),
    };
  }

  async function hover(view: EditorView, offset: number) {
    const found = (await ask(view, offset))?.hover;
    if (found === undefined) return null;
    return {
      pos: found.from,
      end: found.to,
      above: true,
      create: () => ({ dom: documentationOf(found.markdown) }),
    };
  }

  return {
    setText: (insert) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } }),
    setFormat: (format) => view.dispatch({ effects: language.reconfigure(languageOf(format)) }),
    setFindings: (text, findings) => {
      if (
        view.state.doc.length === text.length && view.state.doc.toString() === text
      ) {
        view.dispatch(setDiagnostics(view.state, findings.map(diagnosticOf)));
      }
    },
    edit: (from, to, insert) => {
      view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
      view.focus();
    },
    goTo: (offset) => {
      view.dispatch({ selection: { anchor: offset }, scrollIntoView: true });
      view.focus();
    },
  };
}

function languageOf(format: Format) {
  return format === "yaml" ? yaml() : StreamLanguage.define(properties);
}

function diagnosticOf({ from, to, severity, message, code, fixes }: Finding): Diagnostic {
  return {
    from,
    to,
    severity,
    message,
    source: code,
    actions: fixes.map((fix) => ({
      name: fix.title,
      apply: (view) => view.dispatch({ changes: { from: fix.from, to: fix.to, insert: fix.insert } }),
    })),
  };
}

/** Shows Markdown of the library: paragraphs, items, bold words and code. All of it stays text. */
function documentationOf(markdown: string): HTMLElement {
  const element = document.createElement("div");
  element.className = "cm-doc";
  for (const line of markdown.split("\n").filter((line) => line !== "")) {
    const paragraph = element.appendChild(document.createElement("p"));
    for (
      const [index, piece] of line.replace(/^- /, "• ").split(
        /(\*\*[^*]+\*\*|`[^`]+`)/,
      ).entries()
    ) {
      const isMarked = index % 2 === 1;
      const node = isMarked ? document.createElement(piece.startsWith("`") ? "code" : "strong") : new Text();
      node.textContent = isMarked ? piece.replace(/^(?:\*\*|`)|(?:\*\*|`)$/g, "") : piece;
      paragraph.append(node);
    }
  }
  return element;
}
