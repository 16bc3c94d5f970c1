/**
 * Programs that keep credentials, by Docker's protocol: `docker-credential-… get` with a server on standard input.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { untilAborted } from "../runtime/cancellation.ts";
import type { Host } from "../runtime/host.ts";
import { quotedPath as quoted } from "../text/quote.ts";
import { fieldOf, jsonObject } from "./body.ts";
import { Credential } from "./credential.ts";

/** How long a helper may take. It may ask the user something. */
const TIMEOUT_MS = 60_000;
/** The most bytes that a helper may write. */
const MAX_OUTPUT = 1024 * 1024;

/** Which helper to ask, and for what. */
export interface HelperRequest {
  /** Name of the helper, such as `desktop`. */
  readonly name: string;
  /** The server, as helpers call it. */
  readonly server: string;
  /** The file that names the helper. */
  readonly path: string;
  /** Ends it when it is aborted, with the signal's reason. */
  readonly signal: AbortSignal | undefined;
}

/**
 * What a helper has for a server, if it has something. Rejects with `credential_helper_missing`,
 * `credential_helper_failed`, and as {@linkcode Host.run} does. What the helper wrote is in no message.
 */
export async function runCredentialHelper(host: Host, question: HelperRequest): Promise<Credential | undefined> {
  const program = `docker-credential-${question.name}`;
  const { code, stdout } = await runHelper(host, program, question);
  if (stdout.length > MAX_OUTPUT) throw failed(program, question, "it wrote more than 1 MiB");
  if (code !== 0) {
    if (/credentials not found|no credentials/i.test(new TextDecoder().decode(stdout))) return undefined;
    throw failed(program, question, `it ended with exit code ${code}`);
  }
  const answer = jsonObject(stdout) ?? {};
  const [username, secret] = [fieldOf(answer, "Username"), fieldOf(answer, "Secret")];
  if (typeof username !== "string" || typeof secret !== "string") {
    throw failed(program, question, "it did not write a JSON object with Username and Secret");
  }
  if (secret === "") return undefined;
  return username === "<token>"
    ? Credential.identityToken(secret, program)
    : Credential.basic(username, secret, program);
}

async function runHelper(host: Host, program: string, question: HelperRequest) {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  const signals = [timeout.signal, ...(question.signal === undefined ? [] : [question.signal])];
  try {
    const signal = AbortSignal.any(signals);
    const running = host.run([program, "get"], { input: question.server, signal, maxOutput: MAX_OUTPUT });
    return await untilAborted(running, signal);
  } catch (cause) {
    question.signal?.throwIfAborted();
    if (timeout.signal.aborted) throw failed(program, question, `it took longer than ${TIMEOUT_MS / 1000} s`);
    const isTooMuch = cause instanceof FlyteConfigError && cause.code === "command_output_too_large";
    if (isTooMuch) throw failed(program, question, "it wrote more than 1 MiB");
    if (!(cause instanceof FlyteConfigError) || cause.code !== "command_not_found") throw cause;
    const message = `there is no program ${quoted(program)}, which ${quoted(question.path)} names for ` +
      `${quoted(question.server)}: install it, add its folder to PATH, or remove it from the file`;
    throw new FlyteConfigError("credential_helper_missing", message, { cause });
  } finally {
    clearTimeout(timer);
  }
}

function failed(program: string, { server, path }: HelperRequest, problem: string): FlyteConfigError {
  const message = `${quoted(program)}, which ${quoted(path)} names, gave nothing for ${quoted(server)}: ${problem}`;
  return new FlyteConfigError("credential_helper_failed", message);
}
