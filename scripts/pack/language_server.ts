/**
 * Checks the schemas of the package with the language server that editors use for YAML: its diagnostics, hovers and
 * completions in configuration files.
 *
 * @module
 */
import { PUBLISHED } from "../../src/settings/published.ts";
import { tool } from "../tools/npm.ts";

/** A file, what the server should say about it, and at which positions. */
interface FileCase {
  readonly schema: "config" | "config.v2" | "config.all";
  /** The text, with `|` at the position of hover or completion. */
  readonly text: string;
  /** Lines and messages of diagnostics, in order; the first line of the file names the schema, and has number 0. */
  readonly diagnostics?: readonly (readonly [line: number, message: RegExp])[];
  readonly hover?: RegExp;
  readonly completions?: readonly string[];
}

const CASES: readonly FileCase[] = [
  { schema: "config.all", text: "admin:\n  endpoint: dns:///flyte.acme.com\n  insecure: no\n", diagnostics: [] },
  {
    schema: "config.all",
    text: "admin:\n  insecur: true\n  insecure: 5\nimages:\n  a: 5\n",
    diagnostics: [[2, /insecur is not allowed/], [3, /Incorrect type/], [5, /Incorrect type. Expected "string"/]],
  },
  { schema: "config", text: "admin:\n  authType: Passthrough\n", diagnostics: [[2, /Value is not accepted/]] },
  { schema: "config.v2", text: "admin:\n  authType: Passthrough\n", diagnostics: [] },
  { schema: "config.all", text: "admin:\n  insec|ure: true\n", hover: /Whether to connect without TLS/ },
  { schema: "config.v2", text: "image:\n  buil|der: remote\n", hover: /Image builder/ },
  { schema: "config.all", text: "admin:\n  en|\n", completions: ["endpoint", "insecure", "clientSecretEnvVar"] },
  { schema: "config.all", text: "|\n", completions: ["admin", "storage", "images", "image", "task", "local"] },
  { schema: "config", text: "admin:\n  authType: |\n", completions: ["Pkce", "ClientSecret", "DeviceFlow"] },
];

/** A message of the Language Server Protocol. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** Checks the schemas of the package in a directory. Returns what holds, and throws at the first mistake. */
export async function checkLanguageServer(directory: string): Promise<readonly string[]> {
  const server = await startServer();
  try {
    await server.request("initialize", { processId: null, rootUri: null, capabilities: {} });
    server.notify("initialized", {});
    server.notify("workspace/didChangeConfiguration", {
      settings: { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false } } },
    });
    for (const [index, one] of CASES.entries()) await checkFile(server, `file:///config-${index}.yaml`, one, directory);
  } finally {
    await server.end();
  }
  return [`yaml-language-server finds mistakes, shows and completes with the schemas in ${CASES.length} files`];
}

async function checkFile(server: Server, uri: string, one: FileCase, directory: string): Promise<void> {
  const { schema, text, diagnostics, hover, completions } = one;
  // The first line as toYaml({ schema: true }) writes it, but with the schema that is installed.
  const head = `# yaml-language-server: $schema=${PUBLISHED}schema/${schema}.json\n`.replace(
    PUBLISHED,
    `file://${directory}`,
  );
  const full = head + text;
  const [before] = full.split("|");
  const lines = before!.split("\n");
  const position = { line: lines.length - 1, character: lines.at(-1)!.length };
  const document = { uri, languageId: "yaml", version: 1, text: full.replace("|", "") };
  const published = diagnostics && server.diagnosticsOf(uri);
  server.notify("textDocument/didOpen", { textDocument: document });
  if (diagnostics !== undefined && published !== undefined) {
    const found = (await published).map(({ range, message }) => `${range.start.line} ${message}`).sort();
    const holds = found.length === diagnostics.length &&
      diagnostics.every(([line, message], index) =>
        found[index]!.startsWith(`${line} `) && message.test(found[index]!)
      );
    if (!holds) throw new Error(`${JSON.stringify(text)}: yaml-language-server finds\n${found.join("\n")}`);
  }
  const where = { textDocument: { uri }, position };
  if (hover !== undefined) {
    const shown = JSON.stringify(await server.request("textDocument/hover", where));
    if (!hover.test(shown)) throw new Error(`${JSON.stringify(text)}: yaml-language-server shows ${shown}`);
  }
  if (completions !== undefined) {
    const list = await server.request("textDocument/completion", where) as { items: { label: string }[] };
    const labels = list.items.map(({ label }) => label);
    const missing = completions.filter((label) => !labels.includes(label));
    if (missing.length > 0) {
      throw new Error(`${JSON.stringify(text)}: yaml-language-server completes ${labels}, without ${missing}`);
    }
  }
}

interface FoundDiagnostic {
  readonly range: { readonly start: { readonly line: number } };
  readonly message: string;
}

interface Server {
  readonly request: (method: string, params: unknown) => Promise<unknown>;
  readonly notify: (method: string, params: unknown) => void;
  readonly diagnosticsOf: (uri: string) => Promise<readonly FoundDiagnostic[]>;
  readonly end: () => Promise<void>;
}

/** Starts the language server. */
async function startServer(): Promise<Server> {
  const program = `${await tool("yamlLanguageServer")}node_modules/yaml-language-server/bin/yaml-language-server`;
  const child = new Deno.Command("node", {
    args: [program, "--stdio"],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  const answers = new Map<number, (result: unknown) => void>();
  const published = new Map<string, (found: readonly FoundDiagnostic[]) => void>();
  let lastId = 0;

  const send = (message: Message): void => {
    const body = new TextEncoder().encode(JSON.stringify({ jsonrpc: "2.0", ...message }));
    void writer.write(new TextEncoder().encode(`Content-Length: ${body.length}\r\n\r\n`));
    void writer.write(body);
  };
  const receive = ({ id, method, params, result }: Message): void => {
    if (method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = params as { uri: string; diagnostics: readonly FoundDiagnostic[] };
      published.get(uri)?.(diagnostics);
    } else if (method !== undefined && id !== undefined) send({ id, result: null });
    else if (id !== undefined) answers.get(id)?.(result);
  };
  const reading = readMessages(child.stdout, receive);
  return {
    notify: (method, params) => send({ method, params }),
    request: (method, params) => {
      const id = ++lastId;
      const answer = within(new Promise((resolve) => answers.set(id, resolve)), method);
      send({ id, method, params });
      return answer;
    },
    diagnosticsOf: (uri) => within(new Promise((resolve) => published.set(uri, resolve)), uri),
    end: async () => {
      child.kill();
      await Promise.allSettled([writer.close(), reading, child.status]);
    },
  };
}

async function within<T>(answer: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`yaml-language-server does not answer ${what}`)), 20_000);
  });
  return await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

async function readMessages(stream: ReadableStream<Uint8Array>, receive: (message: Message) => void): Promise<void> {
  let buffer = new Uint8Array();
  for await (const chunk of stream) {
    const joined = new Uint8Array(buffer.length + chunk.length);
    joined.set(buffer);
    joined.set(chunk, buffer.length);
    buffer = joined;
    for (;;) {
      const head = /^[\s\S]*?Content-Length: (\d+)[\s\S]*?\r\n\r\n/.exec(new TextDecoder("latin1").decode(buffer));
      if (head === null) break;
      const [start, length] = [head[0].length, Number(head[1])];
      if (buffer.length < start + length) break;
      receive(JSON.parse(new TextDecoder().decode(buffer.subarray(start, start + length))));
      buffer = buffer.slice(start + length);
    }
  }
}
