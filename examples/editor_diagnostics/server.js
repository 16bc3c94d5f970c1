// A language server for Flyte's configuration files: findings, quick fixes, hovers and completions.
import { describe, diagnose } from "@flyte-ts/config/diagnostics";
import {
  CodeActionKind,
  CompletionItemKind,
  createConnection,
  DiagnosticSeverity,
  MarkupKind,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

/** What reads the files: flytekit, flyte 2, or both. */
const VERSIONS = ["flytekit"];
const SOURCE = "flyte";
const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};
const KINDS = {
  section: CompletionItemKind.Module,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
};

const connection = createConnection();
const documents = new TextDocuments(TextDocument);

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    completionProvider: {},
    hoverProvider: true,
  },
}));

documents.onDidChangeContent(({ document }) => {
  const diagnostics = diagnose(document.getText(), optionsFor(document)).map((finding) => ({
    range: lspRange(finding.range),
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    codeDescription: { href: finding.url },
    source: SOURCE,
    message: finding.message,
    // Editors send it back when they ask for quick fixes.
    data: finding.suggestions,
  }));
  connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
});

documents.onDidClose(({ document }) => connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }));

connection.onCodeAction(({ textDocument: { uri }, context: { diagnostics } }) =>
  diagnostics.filter(({ source }) => source === SOURCE).flatMap((diagnostic) =>
    diagnostic.data.map(({ title, range, newText }) => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: { changes: { [uri]: [{ range: lspRange(range), newText }] } },
    }))
  )
);

connection.onHover(({ textDocument, position }) => {
  const { hover } = describeAt(documents.get(textDocument.uri), position);
  return hover && { contents: markdown(hover.markdown), range: lspRange(hover.range) };
});

connection.onCompletion(({ textDocument, position }) =>
  describeAt(documents.get(textDocument.uri), position).completions.map((completion) => ({
    label: completion.label,
    kind: KINDS[completion.kind],
    documentation: markdown(completion.documentation),
    textEdit: { range: lspRange(completion.range), newText: completion.newText },
  }))
);

documents.listen(connection);
connection.listen();

function describeAt(document, { line, character }) {
  return describe(document.getText(), { line: line + 1, column: character + 1 }, optionsFor(document));
}

/** The name says whether it is YAML or INI. */
function optionsFor({ uri }) {
  return { name: uri, versions: VERSIONS };
}

function lspRange({ start, end }) {
  return { start: lspPosition(start), end: lspPosition(end) };
}

/** Lines and columns start at 1 here, and at 0 in the protocol. */
function lspPosition({ line, column }) {
  return { line: line - 1, character: column - 1 };
}

function markdown(value) {
  return { kind: MarkupKind.Markdown, value };
}
