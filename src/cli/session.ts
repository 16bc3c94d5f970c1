/**
 * One run of the command line: what commands read, and where they print.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { NamedText } from "../formats/config_document.ts";
import type { Host } from "../runtime/host.ts";
import { decodeFile, FILE_LIMITS, type FileKind, readText } from "../runtime/read_file.ts";
import { printableJson } from "../text/quote.ts";
import type { ExitCode } from "./exit_codes.ts";
import { hasColors, type Style, styleOf } from "./output/style.ts";
import type { TableFormat } from "./output/table.ts";
import type { Terminal } from "./terminal.ts";

/** The name under which standard input is shown. */
const STDIN = "<stdin>";

const INI_START = /^\uFEFF?(?:[ \t]*(?:[#;].*)?\r?\n)*\[[^\]\n]+\][ \t]*\r?(?:\n|$)/;

/** Number of colors, as the parser of arguments wants to know it. */
const [NO_COLORS, SOME_COLORS] = [1, 4] as const;

/** The `process` of the parser of arguments. */
interface ParserProcess {
  readonly stdout: { write(text: string): void; getColorDepth(): number };
  readonly stderr: { write(text: string): void; getColorDepth(): number };
  readonly env: Readonly<Record<string, string>>;
  exitCode?: number | string | null;
}

/** One run of the command line; `this` of every command. */
export class Session {
  /** The process. */
  readonly terminal: Terminal;
  /** The machine. */
  readonly host: Host;
  /** Styles of standard output. */
  readonly style: Style;
  /** Styles of standard error. */
  readonly errorStyle: Style;
  /** Streams and exit code for the parser of arguments. */
  readonly process: ParserProcess;
  /** The arguments before the one that a shell wants to complete. */
  readonly completed: readonly string[];
  #erase = () => {};
  constructor(terminal: Terminal, host: Host, completed: readonly string[] = []) {
    this.completed = completed;
    this.terminal = terminal;
    this.host = host;
    this.style = styleOf(hasColors(terminal, "stdout"));
    this.errorStyle = styleOf(hasColors(terminal, "stderr"));
    const stream = (name: "stdout" | "stderr") => ({
      write: (text: string) => terminal[name].write(text),
      getColorDepth: () => hasColors(terminal, name) ? SOME_COLORS : NO_COLORS,
    });
    this.process = { stdout: stream("stdout"), stderr: stream("stderr"), env: { STRICLI_SKIP_VERSION_CHECK: "1" } };
  }

  /** Ends with an exit code other than 0 once the command has returned. */
  exitWith(code: ExitCode): void {
    this.process.exitCode = code;
  }

  /** Calls a function before each line that is printed, until the returned function is called: it erases progress. */
  beforePrint(erase: () => void): () => void {
    this.#erase = erase;
    return () => void (this.#erase = () => {});
  }

  /** Prints a line, or several, of the result. */
  print(text: string): void {
    this.#erase();
    this.terminal.stdout.write(`${text}\n`);
  }

  /** Format of tables on standard output: as wide as the terminal, if it is one. */
  get tableFormat(): TableFormat {
    const { isTerminal, columns } = this.terminal.stdout;
    return { width: isTerminal ? columns ?? 80 : undefined, header: this.style.bold };
  }

  /** Prints the result as JSON. */
  printJson(value: unknown): void {
    this.print(printableJson(JSON.stringify(value, undefined, 2)));
  }

  /** Prints a line, or several, that are not the result: a warning, or what to do next. */
  note(text: string): void {
    this.#erase();
    this.terminal.stderr.write(`${text}\n`);
  }

  /**
   * Reads a configuration file, or standard input for `-`, whose name tells its format: INI if the first line that is not
   * a comment is `[section]`, else YAML. Rejects as {@linkcode readInput} does.
   */
  async readConfigFile(path: string): Promise<NamedText> {
    const { name, text } = await this.readInput(path);
    return { name: name === STDIN ? INI_START.test(text) ? "stdin.ini" : "stdin.yaml" : name, text };
  }

  /** Reads a file of a kind, or standard input for `-`. Rejects as `readFile` of the host does, and with `too_large`. */
  async readInput(path: string, kind: FileKind = "config"): Promise<NamedText> {
    if (path !== "-") return { name: path, text: await readText(this.host, path, kind) };
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of this.terminal.stdin()) {
      this.terminal.signal.throwIfAborted();
      parts.push(part);
      size += part.length;
      if (size > FILE_LIMITS[kind]) {
        throw new FlyteConfigError("too_large", `standard input is larger than ${FILE_LIMITS[kind]} bytes`);
      }
    }
    const bytes = new Uint8Array(size);
    let offset = 0;
    for (const part of parts) {
      bytes.set(part, offset);
      offset += part.length;
    }
    return { name: STDIN, text: decodeFile(STDIN, bytes) };
  }
}
