/**
 * Connects to servers in Deno, Node and Bun, to see how they can be reached.
 *
 * @module
 */
import {
  type Check,
  checkArgument,
  checkOptions,
  COUNT,
  OBJECT,
  type OptionChecks,
  SIGNAL,
  STRING,
} from "../../arguments.ts";
import { quotedPath } from "../../text/quote.ts";
import type { ConnectTarget, ServerCertificate, ServerConnection, TlsSettings } from "../host.ts";
import { builtinModule } from "../node_builtins.ts";
import { denoRuntime } from "./deno.ts";
import { codeOf, flag, permissionDenied } from "./errors.ts";
import { connectionError } from "./fetch.ts";

/** Names of an owner or CA, as Node has them; one that occurs several times is a list. */
type NodeNames = Readonly<Record<string, string | readonly string[]>>;

/** A certificate as Node has it; empty if the server has sent none. */
interface NodeCertificate {
  readonly subject?: NodeNames;
  readonly issuer?: NodeNames;
  readonly subjectaltname?: string;
  readonly valid_from?: string;
  readonly valid_to?: string;
}

interface NodeSocket {
  readonly remoteAddress?: string;
  readonly alpnProtocol?: string | false | null;
  readonly authorized?: boolean;
  readonly authorizationError?: unknown;
  getPeerCertificate?(): NodeCertificate | null | undefined;
  on(event: "connect" | "secureConnect" | "close", listener: () => void): void;
  on(event: "error", listener: (error: unknown) => void): void;
  destroy(): void;
}

interface NodeConnections {
  connect(options: object): NodeSocket;
  isIP(text: string): number;
}

const USAGE = 'host.connect({ hostname: "flyte.acme.com", port: 443, tls: {} })';
const PORT: Check = {
  ...COUNT,
  expected: "an integer from 0 to 65535",
  accepts: (value) => COUNT.accepts(value) && (value as number) <= 65535,
};
const TARGET: OptionChecks<ConnectTarget> = { hostname: STRING, port: PORT, tls: OBJECT, signal: SIGNAL };
const TLS: OptionChecks<Pick<TlsSettings, "ca">> = { ca: STRING };

/** Implements {@linkcode Host.connect}. */
export async function connect(target: ConnectTarget): Promise<ServerConnection> {
  checkOptions("host.connect", target, TARGET, USAGE);
  const { hostname, port, tls, signal } = target;
  checkArgument("host.connect", "hostname", hostname, STRING, USAGE);
  checkArgument("host.connect", "port", port, PORT, USAGE);
  if (tls !== undefined) checkOptions("host.connect", tls, TLS, USAGE);
  signal?.throwIfAborted();
  const net = builtinModule<NodeConnections>("node:net")!;
  let socket: NodeSocket | undefined;
  let stop = (): void => {};
  try {
    return await new Promise<ServerConnection>((resolve, reject) => {
      const onAbort = () => reject(signal!.reason);
      signal?.addEventListener("abort", onAbort, { once: true });
      stop = () => signal?.removeEventListener("abort", onAbort);
      const opened = tls === undefined
        ? net.connect({ host: hostname, port })
        : builtinModule<NodeConnections>("node:tls")!
          .connect({
            host: hostname,
            port,
            ca: tls.ca,
            // An address is not a server name.
            servername: net.isIP(hostname) === 0 ? hostname : "",
            rejectUnauthorized: false,
            ALPNProtocols: ["h2", "http/1.1"],
          });
      socket = opened;
      opened.on("error", (error) => reject(denied(error, target) ?? connectionError(error, hostname)));
      opened.on("close", () => reject(closed()));
      if (tls === undefined) opened.on("connect", () => resolve({ address: opened.remoteAddress ?? hostname }));
      else {
        opened.on("secureConnect", () => {
          const connection = secureConnection(opened, hostname);
          if (connection === undefined) reject(withoutTls());
          else resolve(connection);
        });
      }
    });
  } catch (error) {
    // Options that the runtime refuses, and permissions, may be thrown at once.
    throw connectionError(error, hostname);
  } finally {
    stop();
    socket?.destroy();
  }
}

/** Returns a connection with TLS; `undefined` if the server has sent no certificate: in Bun, one without TLS "connects". */
function secureConnection(socket: NodeSocket, hostname: string): ServerConnection | undefined {
  const certificate = certificateOf(socket.getPeerCertificate?.() ?? {});
  if (certificate === undefined) return undefined;
  const { remoteAddress: address = hostname, authorized, authorizationError: error, alpnProtocol } = socket;
  const untrusted = authorized ? undefined : String((error as { readonly code?: unknown } | null)?.code ?? error);
  return {
    address,
    certificate,
    ...untrusted !== undefined && { untrusted },
    ...alpnProtocol && { protocol: alpnProtocol },
  };
}

function certificateOf(found: NodeCertificate): ServerCertificate | undefined {
  if (found.valid_to === undefined) return undefined;
  const names = (found.subjectaltname ?? "").split(", ").filter((name) => /^(?:DNS|IP Address):/.test(name));
  return {
    subject: commonName(found.subject),
    issuer: commonName(found.issuer),
    names: names.map((name) => name.slice(name.indexOf(":") + 1)),
    validFrom: new Date(found.valid_from ?? 0),
    validTo: new Date(found.valid_to),
  };
}

function commonName(names: NodeNames = {}): string {
  return [names.CN ?? names.O ?? ""].flat()[0] ?? "";
}

/** Returns the error of a name that Deno does not resolve without a permission, which its Node modules report as such. */
function denied(error: unknown, { hostname, port }: ConnectTarget): Error | undefined {
  const isDenied = denoRuntime() !== undefined && codeOf(error) === "EPERM";
  if (!isDenied) return undefined;
  const name = `${hostname}:${port}`;
  return permissionDenied({ action: `connect to ${quotedPath(name)}`, deno: flag("--allow-net", name) }, error);
}

function withoutTls(): Error {
  return Object.assign(new Error("the server sent no certificate"), { code: "ERR_SSL_WRONG_VERSION_NUMBER" });
}

function closed(): Error {
  return Object.assign(new Error("the server closed the connection"), { code: "ECONNRESET" });
}
