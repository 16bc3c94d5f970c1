/**
 * Strings of ImageSpec files with scalars where strings belong, and what this library and flytekit make of them.
 *
 * @module
 */
import fc from "fast-check";
import { FlyteConfigError, ImageSpec, memoryHost } from "../../../mod.ts";

/** What became of a file. */
export interface FileResult {
  readonly id?: string;
  readonly image_name?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly error?: string;
}

/** The result of this library for a file, and why it refuses one. */
export async function fileResult(text: string): Promise<FileResult & { readonly message?: string }> {
  try {
    const spec = ImageSpec.fromYaml(text);
    return { id: spec.id, env: spec.env ?? {}, image_name: await spec.imageName({ host: memoryHost() }) };
  } catch (error) {
    if (error instanceof FlyteConfigError) return { error: error.code, message: error.message };
    throw error;
  }
}

/** Whether both made the same, or both refused it. */
export function isSameFile(one: FileResult, other: FileResult): boolean {
  const same = one.id === other.id && one.image_name === other.image_name &&
    JSON.stringify(one.env) === JSON.stringify(other.env);
  return same || one.error !== undefined && other.error !== undefined;
}

const digits = fc.integer({ min: 1, max: 28 }).map(String);
const words =
  "true yes no off True null ~ 3.10 3.0 -0.0 1e5 1.0e+20 0x1F 017 1_0 12:30 .5 5. .inf '3.10' \"a\" !!str x";

const scalar = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom(...words.split(" ")),
  fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })).map((parts) => parts.join(".")),
  fc.tuple(digits, digits).map(([month, day]) => `2024-${Number(month) % 12 + 1}-${day}`),
  fc.tuple(digits, digits, fc.constantFrom("", "Z", ".5", " +1", "-05:30", "+14:00")).map(([day, minute, zone]) =>
    `2024-01-${day.padStart(2, "0")}T10:${minute.padStart(2, "0")}:00${zone}`
  ),
);

const FIELDS = "python_version builder registry requirements cuda cudnn base_image platform pip_index pip_extra_args " +
  "registry_config tag_format python_exec";

/** Strings of files. */
export const fileText: fc.Arbitrary<string> = fc.record({
  fields: fc.uniqueArray(fc.tuple(fc.constantFrom(...FIELDS.split(" ")), scalar), {
    selector: ([name]) => name,
    maxLength: 3,
  }),
  env: fc.array(scalar, { maxLength: 3 }),
  options: fc.array(scalar, { maxLength: 2 }),
}).map(({ fields, env, options }) =>
  [
    "name: app",
    ...fields.map(([name, value]) => `${name}: ${value}`),
    `env: {${env.map((value, index) => `K${index}: ${value}`).join(", ")}}`,
    `builder_options: {a: [${options.join(", ")}]}`,
    "",
  ].join("\n")
);
