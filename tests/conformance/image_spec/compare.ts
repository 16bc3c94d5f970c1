/**
 * The result of this library for the cases of scripts/record/readers/flytekit_image_spec.py.
 *
 * @module
 */
import { FlyteConfigError, memoryHost } from "../../../mod.ts";
import { jsonLoads } from "../../../src/python/json.ts";
import { formatText } from "../../../src/python/strings.ts";
import { ImageSpec } from "../../../mod.ts";
import { ofBase64 } from "../../_support/support.ts";

/** A specification as JSON text, on a machine, in a directory with files. */
export interface SpecCase {
  readonly spec: string;
  readonly machine?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** What became of it. */
export interface SpecResult {
  readonly id?: string;
  readonly name?: string;
  readonly registry?: string | null;
  readonly platform?: string;
  readonly tag?: string;
  readonly image_name?: string;
  readonly error?: string;
  readonly message?: string;
}

/** Our answer to a case. */
export async function answerOf({ spec, machine = "x86_64", files = {} }: SpecCase): Promise<SpecResult> {
  return await attempt(async () => {
    const made = ImageSpec.fromDict(jsonLoads(spec), { machine });
    const { id, name, registry = null, platform } = made;
    const contents = Object.entries(files).map(([path, base64]) => [path, ofBase64(base64)] as const);
    const host = memoryHost({ files: Object.fromEntries(contents), cwd: "/work" });
    const names = async () => ({ tag: await made.tag({ host }), image_name: await made.imageName({ host }) });
    return { id, name, registry, platform, ...await attempt(names) };
  });
}

async function attempt(call: () => Promise<SpecResult>): Promise<SpecResult> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof FlyteConfigError) return { error: error.code };
    throw error;
  }
}

/** flytekit's errors, and which of our codes stand for each. */
const ERRORS: Readonly<Record<string, readonly string[]>> = {
  ValueError: ["invalid_registry", "wrong_shape", "missing_source_root", "invalid_tag_format"],
  TypeError: ["unknown_field", "invalid_tag_format"],
  KeyError: ["invalid_tag_format"],
  IndexError: ["invalid_tag_format"],
  AttributeError: ["invalid_tag_format"],
  FileNotFoundError: ["file_not_found"],
};

/** What differs between our answer and flytekit's, as a string; nothing where they agree. */
export function mismatch(ours: SpecResult, theirs: SpecResult): string | undefined {
  const same = (["id", "name", "registry", "platform"] as const).every((key) => ours[key] === theirs[key]);
  // Only Python knows its loaded modules.
  if (same && ours.error === "loaded_modules_unknown") return undefined;
  if (same && theirs.error !== undefined && ERRORS[theirs.error]?.includes(ours.error ?? "")) return undefined;
  if (same && theirs.error === undefined && ours.tag === theirs.tag && ours.image_name === theirs.image_name) return;
  return `here ${JSON.stringify(ours)}, flytekit ${JSON.stringify(theirs)}`;
}

/** The format of a tag, filled in; `null` where it cannot be. */
export function formatted(template: string): string | null {
  const filled = formatText(template, "spec_hash", "abc_DEF");
  return typeof filled === "string" ? filled : null;
}

/** The flags of all code points whose bounds are given. */
export function flags(bounds: readonly number[]): Uint8Array {
  const found = new Uint8Array(0x110000);
  for (let at = 0; at < bounds.length; at += 2) found.fill(1, bounds[at], bounds[at + 1]);
  return found;
}
