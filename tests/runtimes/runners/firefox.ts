/**
 * Firefox, driven by the protocol that it has built in, WebDriver BiDi.
 *
 * @module
 */
import { exists } from "../../../scripts/tools/npm.ts";
import type { Page } from "./browser.ts";

const FIREFOX = "/usr/bin/firefox-esr";

/** Settings of the profile: Firefox asks no server by itself. */
const PREFERENCES: Readonly<Record<string, unknown>> = {
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.safebrowsing.downloads.remote.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.systemAddon.update.enabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "http://127.0.0.1:9/",
  "toolkit.telemetry.enabled": false,
};

/** Opens an empty page of Firefox in a new profile, and closes the browser at the end. */
export async function withFirefoxPage<T>(check: (page: Page) => Promise<T>): Promise<T> {
  if (!await exists(FIREFOX)) {
    throw new Error(`there is no ${FIREFOX}: install Debian's package firefox-esr (apt-get install firefox-esr)`);
  }
  const profile = await Deno.makeTempDir({ prefix: "firefox-" });
  const lines = Object.entries(PREFERENCES).map((entry) =>
    `user_pref(${entry.map((part) => JSON.stringify(part))});\n`
  );
  await Deno.writeTextFile(`${profile}/user.js`, lines.join(""));
  const child = new Deno.Command(FIREFOX, {
    args: ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"],
    // It refuses to run with the home directory of another user.
    env: { HOME: profile },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  try {
    const connection = await Connection.open(`${await addressIn(child.stderr)}/session`);
    try {
      return await check(await openPage(connection));
    } finally {
      await connection.close();
    }
  } finally {
    try {
      child.kill();
    } catch {
      // It has ended by itself.
    }
    await child.status;
    await Deno.remove(profile, { recursive: true });
  }
}

/** Reads the address of the protocol from what Firefox prints, and ignores what it prints later. */
async function addressIn(output: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  const reader = output.pipeThrough(new TextDecoderStream()).getReader();
  let printed = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`Firefox did not start:\n${printed}`);
    printed += value;
    const address = /WebDriver BiDi listening on (ws:\/\/\S+)\s/.exec(printed)?.[1];
    if (address === undefined) continue;
    (async () => {
      while (!(await reader.read()).done);
    })();
    return address;
  }
}

/** A message of Firefox: the result of a command, an error, or an event. */
interface Message {
  readonly type: "success" | "error" | "event";
  readonly id?: number;
  readonly result?: unknown;
  readonly message?: string;
  readonly method?: string;
  readonly params?: unknown;
}

/** Commands and events of the protocol. */
class Connection {
  readonly #socket: WebSocket;
  readonly #pending: Map<number, PromiseWithResolvers<unknown>> = new Map();
  readonly #listeners: ((method: string, params: unknown) => void)[] = [];
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    socket.onclose = () => {
      for (const { reject } of this.#pending.values()) reject(new Error("Firefox closed the connection"));
    };
  }

  static async open(address: string): Promise<Connection> {
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error(`Firefox does not answer at ${address}`));
    });
    const connection = new Connection(socket);
    await connection.send("session.new", { capabilities: {} });
    return connection;
  }

  async close(): Promise<void> {
    await this.send("browser.close", {}).catch(() => {});
    this.#socket.close();
  }

  onEvent(listener: (method: string, params: unknown) => void): void {
    this.#listeners.push(listener);
  }

  send(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = Promise.withResolvers<unknown>();
    this.#pending.set(id, answer);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return answer.promise;
  }

  #receive({ type, id, result, message, method, params }: Message): void {
    if (type === "event") {
      for (const listener of this.#listeners) listener(method!, params);
      return;
    }
    const answer = this.#pending.get(id!);
    this.#pending.delete(id!);
    if (type === "success") answer?.resolve(result);
    else answer?.reject(new Error(message));
  }
}

// What is read of results and events.
interface Tree {
  readonly contexts: readonly { readonly context: string }[];
}
interface Evaluation {
  readonly type: "success" | "exception";
  readonly result?: { readonly value?: string };
  readonly exceptionDetails?: { readonly text: string };
}
interface RequestEvent {
  readonly request: { readonly url: string };
}
interface LogEvent {
  readonly type: string;
  readonly level: string;
  readonly text: string;
}

/** Whether an entry of the log is an error that nothing caught; requests that the policy forbids look alike. */
function isUncaught({ type, level, text }: LogEvent): boolean {
  return type === "javascript" && level === "error" && !text.startsWith("Content-Security-Policy:");
}

async function openPage(connection: Connection): Promise<Page> {
  const { contexts: [tab] } = await connection.send("browsingContext.getTree", {}) as Tree;
  const { context } = tab!;
  await connection.send("session.subscribe", { events: ["network.beforeRequestSent", "log.entryAdded"] });
  return {
    goto: (url) => connection.send("browsingContext.navigate", { context, url, wait: "complete" }),
    async evaluate(expression) {
      const answer = await connection.send("script.evaluate", {
        expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value))`,
        target: { context },
        awaitPromise: true,
      }) as Evaluation;
      if (answer.type === "exception") throw new Error(answer.exceptionDetails?.text);
      const json = answer.result?.value;
      return json === undefined ? undefined : JSON.parse(json);
    },
    on(event: string, listener: (value: never) => void) {
      connection.onEvent((method, params) => {
        if (event === "request" && method === "network.beforeRequestSent") {
          const { url } = (params as RequestEvent).request;
          if (!url.startsWith("data:")) listener({ url: () => url } as never);
        }
        if (event === "pageerror" && method === "log.entryAdded" && isUncaught(params as LogEvent)) {
          listener(new Error((params as LogEvent).text) as never);
        }
      });
    },
  };
}
