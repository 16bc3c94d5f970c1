/**
 * Runs credential helpers by Docker's protocol: `docker-credential-… get`, with a server on standard input.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { untilAborted, withinTime } from "../runtime/cancellation.ts";
import type { Host } from "../runtime/host.ts";
import { quotedPath } from "../text/quote.ts";
import { fieldOf, jsonObject } from "./json_object.ts";
import { Credential } from "./credential.ts";

/** Time limit in milliseconds. A helper may prompt the user. */
const TIMEOUT_MS = 60_000;
/** Maximum size of a helper's output in bytes. */
const MAX_OUTPUT = 1024 * 1024;

/** A request to a credential helper. */
interface HelperRequest {
  /** Name of the helper, such as `desktop`. */
  readonly name: string;
  /** The server, in the form that helpers use. */
  readonly server: string;
  /** Path of the file that names the helper. */
  readonly path: string;
  /** Aborts the helper, with the signal's reason. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Returns the credential that a helper has for a server, if it has one. Rejects with `credential_helper_missing`,
 * `credential_helper_failed`, and as {@linkcode Host.run} does. No message contains the helper's output.
 */
export async function runCredentialHelper(host: Host, request: HelperRequest): Promise<Credential | undefined> {
  const program = `docker-credential-${request.name}`;
  const { code, stdout } = await runHelper(host, program, request);
  if (stdout.length > MAX_OUTPUT) throw failed(program, request, "it wrote more than 1 MiB");
  if (code !== 0) {
    if (/credentials not found|no credentials/i.test(new TextDecoder().decode(stdout))) return undefined;
    throw failed(program, request, `it ended with exit code ${code}`);
  }
  const answer = jsonObject(stdout) ?? {};
  const [username, secret] = [fieldOf(answer, "Username"), fieldOf(answer, "Secret")];
  if (typeof username !== "string" || typeof secret !== "string") {
    throw failed(program, request, "it did not write a JSON object with Username and Secret");
  }
  if (secret === "") return undefined;
  return username === "<token>"
    ? Credential.identityToken(secret, program)
    : Credential.basic(username, secret, program);
}

async function runHelper(host: Host, program: string, request: HelperRequest) {
  const late = () => failed(program, request, `it took longer than ${TIMEOUT_MS / 1000} s`);
  try {
    return await withinTime(TIMEOUT_MS, request.signal, async (signal) => {
      const running = host.run([program, "get"], { input: request.server, signal, maxOutput: MAX_OUTPUT });
      return await untilAborted(running, signal);
    }, late);
  } catch (cause) {
    const isTooMuch = cause instanceof FlyteConfigError && cause.code === "command_output_too_large";
    if (isTooMuch) throw failed(program, request, "it wrote more than 1 MiB");
    if (!(cause instanceof FlyteConfigError) || cause.code !== "command_not_found") throw cause;
    const message = `the credential helper ${quotedPath(program)}, which ${quotedPath(request.path)} names for ` +
      `${quotedPath(request.server)}, was not found; install it, add its directory to PATH, or remove it from the file`;
    throw new FlyteConfigError("credential_helper_missing", message, { cause });
  }
}

function failed(program: string, { server, path }: HelperRequest, problem: string): FlyteConfigError {
  const helper = `the credential helper ${quotedPath(program)}, which ${quotedPath(path)} names,`;
  const message = `${helper} failed for ${quotedPath(server)}: ${problem}`;
  return new FlyteConfigError("credential_helper_failed", message);
}
