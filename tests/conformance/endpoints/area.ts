/**
 * URLs of the API and the console, and API keys, here and in both Python libraries.
 *
 * @module
 */
import { encodeBase64 } from "../../../src/runtime/base64.ts";
import { mutateText, oneOf, type Random, seeded } from "../../_support/mutations.ts";
import type { Area, AreaOptions } from "../area.ts";
import { Peer, preparePython, type Request } from "../peer.ts";
import { Tally } from "../report.ts";
import { endpointDifference } from "./known_differences.ts";
import {
  type ApiKeyOutcome,
  apiKeyOutcome,
  type ConsoleCase,
  consoleOutcome,
  type EndpointCase,
  endpointOutcome,
} from "./outcome.ts";

const SCHEMES = ["", "", "", "dns:///", "dns:///", "https://", "http://"];
const ODD_SCHEMES = [
  "dns://",
  "dns:/",
  "dns:",
  "DNS:///",
  "HTTPS://",
  "grpc://",
  "ftp://",
  "unix:",
  "ipv4:",
  "//",
  "/",
  "://",
];
const HOSTS = [
  ...[
    "flyte.acme.com",
    "localhost",
    "LOCALHOST",
    "127.0.0.1",
    "[::1]",
    "[2001:db8::1]",
    "a_b.svc.cluster.local",
    "flüte.de",
  ],
  ...["例え.jp", "xn--flte-0ra.de", "a", "a-b.c"],
];
const ODD_HOSTS = [
  "",
  "::1",
  "fe80::1%eth0",
  "[fe80::1%eth0]",
  "1.2.3.400",
  "me@a",
  "me:pw@a",
  "a,b",
  "a b",
  "<host>",
  "${HOST}",
  "a..b",
  "℀",
];
const PORTS = ["", "", ":443", ":8089", ":8090", ":0", ":65535"];
const ODD_PORTS = [":", ":99999", ":http", ":-1", ":٣", ":080", ":8090:1"];
const PATHS = ["", "", "", "/", "/flyte", "/flyte/", "/a/b"];
const ODD_PATHS = ["//", "?a=b", "#a", "/?", "/a?b#c", ";a", "/a//b", "/%2f", "\\a", "/ä", "\t", "\n", " "];
const PIECES = [..."a:/.@?#[]%\\,; \t\n\0éß\u2100\ud800", "://", "dns:///", "https://", ":8090", "localhost", "::"];

function randomEndpoint(random: Random): string {
  const odd = () => random(6) === 0;
  const endpoint = oneOf(random, odd() ? ODD_SCHEMES : SCHEMES) + oneOf(random, odd() ? ODD_HOSTS : HOSTS) +
    oneOf(random, odd() ? ODD_PORTS : PORTS) + oneOf(random, odd() ? ODD_PATHS : PATHS);
  return random(4) === 0 ? mutateText(random, endpoint, PIECES) : endpoint;
}

const PARTS = [
  "flyte.acme.com",
  "my-app",
  "hunter2",
  "acme",
  "None",
  "",
  "dns",
  "///a",
  "443",
  "ü",
  "例",
  "\n",
  " ",
  "😀",
  "\ufeff",
];
const KEY_PIECES = [..."=AQgw/+-_ \n\0éz", "==", "AAAA", "ud", "\ud800"];

function randomKey(random: Random): string {
  const text = Array.from({ length: oneOf(random, [3, 4, 4, 4, 4, 5, 6]) }, () => oneOf(random, PARTS)).join(":");
  const bytes = new TextEncoder().encode(text);
  if (random(8) === 0 && bytes.length > 0) bytes[random(bytes.length)] = random(256);
  const key = encodeBase64(bytes);
  return random(2) === 0 ? key : mutateText(random, key, KEY_PIECES);
}

const NAMES = ["flytesnacks", "app.main", "v1", "a/b", "é ü", "%2f", "a?b#c", ""];

function randomConsole(random: Random): ConsoleCase {
  const name = () => oneOf(random, NAMES);
  const scope = { project: name(), domain: name() };
  const kind = oneOf(random, ["TASK", "WORKFLOW", "LAUNCH_PLAN"]);
  const page = oneOf(random, [null, { ...scope, execution: name() }, {
    ...scope,
    kind,
    name: name(),
    version: name(),
  }]);
  const console_endpoint = oneOf(random, [null, null, "", "https://console.acme.com", "a/", " ", "x://y?z"]);
  // A setting of flytekit has no "dns:///".
  const endpoint = randomEndpoint(random).replaceAll("dns:///", "");
  return { endpoint, insecure: random(2) === 0, console_endpoint, page };
}

async function compare({ count, seed, python }: AreaOptions): Promise<readonly Tally[]> {
  const random = seeded(seed);
  const many = <T>(make: () => T) => Array.from({ length: count }, make);
  const endpoints = many((): EndpointCase => ({ endpoint: randomEndpoint(random), insecure: random(2) === 0 }));
  const keys = many(() => ({ key: randomKey(random) }));
  const consoles = many(() => randomConsole(random));
  await using flyte = new Peer(python ?? await preparePython("flyte"), "flyte");
  await using flytekit = new Peer(await preparePython(), "flytekit");
  return [
    compareEndpoints(endpoints, await ask(flyte, "endpoint", endpoints)),
    compareKeys(keys, await ask(flyte, "api_key", keys)),
    compareConsoles(consoles, await ask(flytekit, "console", consoles)),
  ];
}

/** The answers to questions of one kind. */
async function ask<T>(peer: Peer, op: string, cases: readonly object[]): Promise<readonly T[]> {
  const replies = await peer.ask<{ readonly result?: T } & T>(cases.map((one): Request => ({ op, ...one })));
  return replies.map((reply) => {
    if (!reply.ok) throw new Error(`Python's side failed: ${reply.message}`);
    return reply.result ?? reply;
  });
}

function compareEndpoints(
  cases: readonly EndpointCase[],
  replies: readonly { readonly rpc_url?: string; readonly console_url?: string; readonly error?: string }[],
): Tally {
  const tally = new Tally("endpoints");
  for (const [index, given] of cases.entries()) {
    const [here, there] = [endpointOutcome(given), replies[index]!];
    const known = there.rpc_url && "error" in here ? endpointDifference(given.endpoint, there.rpc_url) : undefined;
    tally.note(known ?? (there.error === undefined ? "URLs" : "refused by both"));
    const agrees = "error" in here
      ? there.error !== undefined || known !== undefined
      : here.rpc_url === there.rpc_url &&
        here.console_url === there.console_url;
    tally.check(agrees, given, here, there);
  }
  return tally;
}

function compareKeys(
  cases: readonly { readonly key: string }[],
  replies: readonly { readonly parts?: readonly string[] }[],
): Tally {
  const tally = new Tally("API keys");
  for (const [index, given] of cases.entries()) {
    const { parts } = replies[index]!;
    tally.note(parts === undefined ? "invalid" : "valid");
    const there: ApiKeyOutcome = parts === undefined ? { error: true } : { parts };
    tally.same(apiKeyOutcome(given), there, given);
  }
  return tally;
}

/** flytekit never rejects an endpoint. Its URLs of endpoints that gRPC cannot use are not compared. */
function compareConsoles(cases: readonly ConsoleCase[], replies: readonly { readonly url: string }[]): Tally {
  const tally = new Tally("flytekit's console");
  for (const [index, given] of cases.entries()) {
    const here = consoleOutcome(given);
    const usesEndpoint = !given.console_endpoint;
    const isOwn = usesEndpoint && ("error" in here || isRewritten(given.endpoint));
    tally.note("error" in here ? "without a URL" : isOwn ? "with a rewritten address" : "URLs");
    tally.check(isOwn || !("error" in here) && here.url === replies[index]!.url, given, here, replies[index]);
  }
  return tally;
}

/** Whether the address in the URL is not the endpoint as it is: see `console_of_grpc_targets`. */
function isRewritten(endpoint: string): boolean {
  return /^dns:|^[^[]*:.*:/i.test(endpoint);
}

/** The area. */
export const area: Area = {
  about: "endpoints, pages of the console and API keys, here, in flyte 2 and in flytekit",
  count: 3000,
  compare,
};
