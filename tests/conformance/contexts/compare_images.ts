/**
 * Image identifiers, and what is made of them.
 *
 * @module
 */
import {
  DefaultImages,
  FlyteConfigError,
  Image,
  ImageConfig,
  PYTHON_VERSIONS,
  type PythonVersion,
} from "../../../mod.ts";
import type { Wire } from "../../_support/arbitraries.ts";
import type { Peer, Reply } from "../peer.ts";
import type { Tally } from "../report.ts";

/** The release and interpreter that answer. */
export interface Versions {
  readonly flytekit: string;
  readonly python: string;
  readonly zlib: string;
}

interface LookedUp {
  readonly fqn: string;
  readonly tag: string | null;
  readonly digest: string | null;
  readonly full: string;
  readonly version: string | null;
}

/** The known difference `path_check`: flytekit asks whether an identifier is a file, and the platform cannot say. */
const PATH_CHECK = new Set(["OSError", "ValueError", "UnicodeEncodeError"]);

/** `look_up_image_info` of identifiers, with and without a tag or digest required. */
export async function compareIdentifiers(peer: Peer, tally: Tally, identifiers: readonly string[]): Promise<void> {
  const questions = identifiers.flatMap((identifier) => [true, false].map((allow) => ({ identifier, allow })));
  const replies = await peer.ask<LookedUp>(questions.map((question) => ({ op: "look_up", name: "name", ...question })));
  for (const [index, { identifier, allow }] of questions.entries()) {
    const here = outcome(() => lookUp(identifier, allow));
    compareOutcome(tally, here, replies[index]!, ({ ok: _, ...image }) => image, [identifier, allow]);
  }
}

function lookUp(identifier: string, allowNoTagOrDigest: boolean): LookedUp {
  const { fqn, tag, digest, full, version } = Image.lookUpImageInfo("name", identifier, { allowNoTagOrDigest });
  return { fqn, tag: tag ?? null, digest: digest ?? null, full, version: version ?? null };
}

/** `validate_image` of the values of a command line option. */
export async function compareValidated(
  peer: Peer,
  tally: Tally,
  versions: Versions,
  lists: readonly (readonly string[])[],
): Promise<void> {
  const pythonVersion = versions.python.split(".").slice(0, 2).join(".") as PythonVersion;
  const options = { pythonVersion, flytekitVersion: versions.flytekit };
  const replies = await peer.ask<{ json: string }>(lists.map((values) => ({ op: "validate_image", values })));
  for (const [index, values] of lists.entries()) {
    const here = outcome(() => ImageConfig.validateImage("--image", values, options).toJsonString());
    compareOutcome(tally, here, replies[index]!, (reply) => reply.json, values);
  }
}

/** `from_images` of a default identifier and named ones. */
export async function compareNamed(
  peer: Peer,
  tally: Tally,
  given: readonly (readonly [string, Readonly<Record<string, string>>])[],
): Promise<void> {
  const requests = given.map(([image, images]) => ({ op: "from_images", default: image, images }));
  const replies = await peer.ask<{ json: string }>(requests);
  for (const [index, [image, images]] of given.entries()) {
    const here = outcome(() => ImageConfig.fromImages(image, images).toJsonString());
    compareOutcome(tally, here, replies[index]!, (reply) => reply.json, [image, images]);
  }
}

/** `find_image_for` of every Python with these versions and overrides. */
export async function compareDefaults(
  peer: Peer,
  tally: Tally,
  versions: Versions,
  given: readonly (readonly [version: string | null, override: string | null])[],
): Promise<void> {
  const questions = PYTHON_VERSIONS.flatMap((python) => given.map(([version, env]) => ({ python, version, env })));
  const replies = await peer.ask<{ image: string }>(questions.map(({ python, version, env }) => (
    { op: "find_image_for", python: python.split(".").map(Number), flytekit_version: version, env }
  )));
  for (const [index, question] of questions.entries()) {
    const reply = replies[index]!;
    const here = DefaultImages.findImageFor({
      pythonVersion: question.python,
      flytekitVersion: question.version || versions.flytekit,
      env: { FLYTE_INTERNAL_IMAGE: question.env ?? undefined },
    });
    tally.same(here, reply.ok ? reply.image : reply.error, question);
  }
}

/** A template, and the images that it may name. */
export type Template = readonly [images: Wire, template: string | null];

/** `get_registerable_container_image` of templates. */
export async function compareTemplates(peer: Peer, tally: Tally, given: readonly Template[]): Promise<void> {
  const requests = given.map(([images, template]) => ({ op: "resolve_template", images, template }));
  const replies = await peer.ask<{ image: string }>(requests);
  for (const [index, input] of given.entries()) {
    const [images, template] = input;
    const here = outcome(() => ImageConfig.fromDict(images).resolveTemplate(template ?? undefined));
    const reply = replies[index]!;
    // The known difference `version_none`.
    if (here.refused === "missing_tag_or_digest" && reply.ok) {
      tally.note("accepted by flytekit only");
      tally.check(reply.image.includes(":None"), input, here, reply.image);
    } else compareOutcome(tally, here, reply, ({ image }) => image, input);
  }
}

interface Outcome {
  readonly value?: unknown;
  readonly refused?: string;
}

function outcome(call: () => unknown): Outcome {
  try {
    return { value: call() };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return { refused: error.code };
  }
}

function compareOutcome<T>(
  tally: Tally,
  here: Outcome,
  reply: Reply<T>,
  valueOf: (reply: { readonly ok: true } & T) => unknown,
  input: unknown,
): void {
  if (reply.ok) {
    tally.note("accepted by both");
    tally.same(here.value ?? here.refused, valueOf(reply), input);
    return;
  }
  const isKnown = here.refused === undefined && PATH_CHECK.has(reply.error);
  tally.note(isKnown ? "accepted here only" : "refused by both");
  tally.check(isKnown || here.refused !== undefined, input, here, reply.error);
}
