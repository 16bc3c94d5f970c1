/**
 * What `flyte-config context set` writes, and what flytekit writes for the same changes.
 *
 * @module
 */
import fc from "fast-check";
import { SerializationSettings } from "../../../mod.ts";
import { encodeContext } from "../../../src/flytekit/context/encode_context.ts";
import { path, type Wire } from "../../_support/arbitraries.ts";
import { commandLine } from "../../_support/command_line.ts";
import type { Peer } from "../peer.ts";
import type { Tally } from "../report.ts";

/** A change: the name of a field, and its new value, or null to unset it. */
type Change = readonly [name: string, value: string | null];

// Arguments of a program have neither lone surrogates nor NUL.
const value = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom("", "=", "-", "a b", "H4sIAAAA", "\n"),
);
const variable = fc.oneof(
  fc.constantFrom("A", "1", "0", "A.B", "é", "__proto__", "API_TOKEN"),
  fc.stringMatching(/^[A-Z_]{1,4}$/),
);
const imageName = fc.constantFrom("default", "spark", "a.b", "1", "base");
const image = fc.constantFrom(
  "ghcr.io/acme/app:v2",
  "localhost:5000/app:v1",
  `ghcr.io/acme/app@sha256:${"a".repeat(64)}`,
  `ghcr.io/acme/app:v1@sha256:${"b".repeat(64)}`,
);

const ofField = (name: string, values: fc.Arbitrary<string | null>) => values.map((value): Change => [name, value]);

const change: fc.Arbitrary<Change> = fc.oneof(
  ...["project", "domain", "version", "git_repo", "source_root", "flytekit_virtualenv_root"].map((name) =>
    ofField(name, fc.option(value))
  ),
  ofField("python_interpreter", fc.oneof(value, path)),
  ofField("fast_serialization_settings", fc.constant(null)),
  ofField("fast_serialization_settings.enabled", fc.constantFrom("true", "false")),
  ofField("fast_serialization_settings.destination_dir", fc.option(value)),
  ofField("default_resources.requests.cpu", fc.option(value)),
  ofField("default_resources.limits.ephemeral_storage", fc.option(value)),
  ofField("env", fc.constant(null)),
  { weight: 4, arbitrary: fc.tuple(variable, fc.option(value)).map(([name, value]): Change => [`env.${name}`, value]) },
  { weight: 4, arbitrary: fc.tuple(imageName, image).map(([name, image]): Change => [`image.${name}`, image]) },
);

/** Changes of fields; none is changed twice, or with the group that it is in. */
export const changes: fc.Arbitrary<readonly Change[]> = fc
  .uniqueArray(change, { selector: ([name]) => name, minLength: 1, maxLength: 5 })
  .filter((all) => !all.some(([group]) => all.some(([name]) => name.startsWith(`${group}.`))));

/** `context set` of settings, of which every second carries its own context. */
export async function compareChanges(
  peer: Peer,
  tally: Tally,
  given: readonly (readonly [settings: Wire, changes: readonly Change[]])[],
): Promise<void> {
  const questions = await Promise.all(given.map(async ([wire, changes], index) => {
    const settings = SerializationSettings.fromDict(wire);
    const isCarrying = index % 2 === 1;
    const carrier = isCarrying ? await settings.withSerializedContext() : settings;
    // Assignments first, as the command line has them.
    const ordered = changes.toSorted(([, one], [, other]) => Number(one === null) - Number(other === null));
    return { transport: await encodeContext(carrier.toJsonString(), true), changes: ordered, isCarrying };
  }));
  const replies = await peer.ask<{ transport: string; json: string }>(
    questions.map(({ transport, changes }) => ({ op: "change", transport, changes })),
  );
  for (const [index, { transport, changes, isCarrying }] of questions.entries()) {
    const reply = replies[index]!;
    const args = changes.flatMap(([name, value]) => value === null ? ["--unset", name] : [`${name}=${value}`]);
    const { code, stdout, stderr } = await commandLine(["context", "set", "--quiet", transport, ...args]);
    if (!reply.ok || code !== 0) {
      tally.check(false, changes, stderr, reply);
      continue;
    }
    const text = stdout.trimEnd();
    tally.note(isCarrying ? "carrying a context" : "carrying none");
    tally.same((await SerializationSettings.fromTransport(text)).toJsonString(), reply.json, changes);
    // flytekit's context of settings that carry one is that one.
    const carried = isCarrying ? (await SerializationSettings.fromTransport(text)).env?._F_SS_C : text;
    tally.same(carried ?? text, reply.transport, changes);
  }
}
