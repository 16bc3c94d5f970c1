// Does what an editor does: starts the server, opens config.yaml, and shows what the server knows about it.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";

const server = spawn(process.execPath, ["server.js", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
);
const published = new Promise((resolve) => connection.onNotification("textDocument/publishDiagnostics", resolve));
connection.listen();

const textDocument = { uri: pathToFileURL("config.yaml").href };
await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
await connection.sendNotification("initialized", {});
await connection.sendNotification("textDocument/didOpen", {
  textDocument: { ...textDocument, languageId: "yaml", version: 1, text: await readFile("config.yaml", "utf8") },
});

for (const diagnostic of (await published).diagnostics) {
  const { range, code } = diagnostic;
  const context = { diagnostics: [diagnostic] };
  const fixes = await connection.sendRequest("textDocument/codeAction", { textDocument, range, context });
  console.log(`${range.start.line + 1}:${range.start.character + 1} ${code}: ${fixes.map(({ title }) => title)}`);
}
const [key, value] = [{ line: 3, character: 2 }, { line: 3, character: 12 }];
const { contents } = await connection.sendRequest("textDocument/hover", { textDocument, position: key });
console.log(`hover: ${contents.value.split("\n")[0]}`);
const completions = await connection.sendRequest("textDocument/completion", { textDocument, position: value });
console.log(`completions: ${completions.map(({ label }) => label)}`);

await connection.sendRequest("shutdown");
await connection.sendNotification("exit");
