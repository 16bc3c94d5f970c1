/**
 * The code of every way in which a context can be bad: the same one in every runtime.
 *
 * @module
 */
import type { ErrorCode } from "../../../mod.ts";
import { equal, ok, refuses } from "../assert.ts";
import { carry, fromBase64, join, settingsJson, stored, toBase64 } from "../bytes.ts";
import type { Check, Context } from "../suite.ts";

/** The recorded contexts that are refused, by code. The others are accepted. */
const RECORDED: Partial<Record<ErrorCode, readonly string[]>> = {
  not_base64: [
    ...["characters_outside_the_alphabet", "url_safe_alphabet", "padding_missing", "padding_half_missing"],
    ...["padding_too_long", "text_after_padding", "not_base64"],
  ],
  empty_context: ["empty"],
  not_gzip: ["not_gzip", "plain_json", "zlib_not_gzip"],
  trailing_bytes: ["two_members", "zeros_after", "garbage_after"],
  cut_short: ["truncated", "trailer_missing"],
  checksum_mismatch: ["checksum_wrong", "size_wrong"],
  not_utf8: ["not_utf_8", "raw_lone_surrogate"],
  not_json: [
    ...["empty_document", "raw_control_character", "bom", "form_feed", "text_after", "trailing_comma", "leading_zero"],
  ],
  missing_image_config: ["no_image_config", "image_config_null"],
  tag_and_digest: ["image_with_tag_and_digest"],
  wrong_shape: [
    ...["top_level_list", "top_level_null", "top_level_text", "image_config_list", "image_config_text"],
    ...["image_without_name", "image_name_number", "images_null_entry", "images_object", "project_number"],
    ...["env_values_not_text", "env_list", "interpreter_null", "interpreter_null_root_given", "interpreter_number"],
    ...["fast_enabled_text", "fast_enabled_zero", "fast_enabled_null", "resources_without_limits"],
    ...["resources_pair_of_three", "resources_pair_of_three_in_mem", "resources_object", "resources_mem_float"],
  ],
};

interface Bad {
  readonly what: string;
  readonly code: ErrorCode;
  /** Position that the error must state; `undefined` when it need not. */
  readonly offset?: number;
  readonly make: (good: Uint8Array<ArrayBuffer>) => string;
}

const BAD: readonly Bad[] = [
  { what: "no text", code: "empty_context", make: () => "" },
  { what: "white space", code: "empty_context", make: () => " \n" },
  { what: "base64url", code: "not_base64", offset: 2, make: () => "H4-_" },
  { what: "a letter of no alphabet", code: "not_base64", offset: 3, make: () => "H4sé" },
  { what: "padding in the middle", code: "not_base64", offset: 2, make: () => "H4==H4==" },
  { what: "one character too few", code: "not_base64", make: (good) => toBase64(join(good, [1])).slice(0, -1) },
  { what: "plain JSON", code: "not_gzip", offset: 0, make: () => btoa(settingsJson()) },
  { what: "zlib data", code: "not_gzip", offset: 0, make: () => "eNqrrgUAAXUA+Q==" },
  {
    what: "another compression method",
    code: "not_gzip",
    offset: 0,
    make: (good) => toBase64(join([31, 139, 9], good)),
  },
  { what: "half a header", code: "cut_short", make: (good) => toBase64(good.subarray(0, 6)) },
  { what: "a header alone", code: "cut_short", make: (good) => toBase64(good.subarray(0, 10)) },
  { what: "half the data", code: "cut_short", make: (good) => toBase64(good.subarray(0, good.length >> 1)) },
  { what: "half the trailer", code: "cut_short", make: (good) => toBase64(good.subarray(0, -4)) },
  { what: "a reserved block type", code: "corrupt_gzip", make: (good) => toBase64(join(good.subarray(0, 10), [7, 0])) },
  { what: "another checksum", code: "checksum_mismatch", make: (good) => toBase64(change(good, -8)) },
  { what: "another length", code: "checksum_mismatch", make: (good) => toBase64(change(good, -4)) },
  { what: "a zero byte after", code: "trailing_bytes", make: (good) => toBase64(join(good, [0])) },
  { what: "a page of zeros after", code: "trailing_bytes", make: (good) => toBase64(join(good, new Uint8Array(512))) },
  { what: "junk after", code: "trailing_bytes", make: (good) => toBase64(join(good, [106, 117, 110, 107])) },
  { what: "half a header after", code: "trailing_bytes", make: (good) => toBase64(join(good, good.subarray(0, 5))) },
  { what: "a second member", code: "trailing_bytes", make: (good) => toBase64(join(good, good)) },
  {
    what: "a second, empty member",
    code: "trailing_bytes",
    make: (good) => toBase64(join(good, stored(new Uint8Array()))),
  },
  { what: "a byte that is not UTF-8", code: "not_utf8", make: () => carry(Uint8Array.of(0x22, 0xff, 0x22)) },
  { what: "an overlong character", code: "not_utf8", make: () => carry(Uint8Array.of(0x22, 0xc0, 0x80, 0x22)) },
  { what: "a byte order mark", code: "not_json", offset: 0, make: () => carry("\ufeff" + settingsJson()) },
  { what: "half a JSON text", code: "not_json", offset: 16, make: () => carry('{"image_config":') },
  { what: "a list", code: "wrong_shape", make: () => carry("[]") },
  { what: "a number for a text", code: "wrong_shape", make: () => carry(settingsJson('"project": 1')) },
  { what: "no image_config", code: "missing_image_config", make: () => carry("{}") },
  {
    what: "a thousand lists",
    code: "too_deep",
    make: () => carry(settingsJson(`"x": ${"[".repeat(1000)}${"]".repeat(1000)}`)),
  },
];

export const errorChecks: readonly Check[] = [
  { name: "refuses the recorded bad contexts, each with its code, and no other", run: recorded },
  ...BAD.map((bad) => ({
    name: `refuses ${bad.what} as ${bad.code}`,
    run: (context: Context) => refuse(context, bad),
  })),
  { name: "names the field at fault, and never its value", run: nameField },
  { name: "names the position in the JSON text", run: namePosition },
  { name: "names the class, also after bundling", run: nameClass },
];

async function refuse({ lib, fixtures, note }: Context, { what, code, offset, make }: Bad): Promise<void> {
  const context = make(fromBase64(fixtures.realTask));
  const error = await refuses(lib, code, () => lib.main.SerializationSettings.fromTransport(context));
  ok(Object.hasOwn(lib.main.ERROR_CODES, error.code), "the code is in the table");
  if (offset !== undefined) equal(error.offset, offset, "offset");
  note(what, `${error.code} ${error.offset} ${error.path} ${error.message}`);
}

async function recorded({ lib, fixtures }: Context): Promise<void> {
  const codes = new Map(
    Object.entries(RECORDED).flatMap(([code, names]) => names.map((name) => [name, code] as const)),
  );
  for (const { name, transport } of fixtures.transports.decode_cases) {
    const code = codes.get(name) as ErrorCode | undefined;
    const decode = () => lib.main.SerializationSettings.fromTransport(transport);
    if (code === undefined) await decode();
    else await refuses(lib, code, decode, name);
  }
}

async function nameField({ lib }: Context): Promise<void> {
  const context = carry('{"image_config": {"images": [{"name": "a", "fqn": "b"}, {"name": "c", "fqn": 12345}]}}');
  const error = await refuses(lib, "wrong_shape", () => lib.main.SerializationSettings.fromTransport(context));
  equal(error.path, "image_config.images[1].fqn");
  ok(!error.message.includes("12345"), "the value is not in the message");
  ok(error instanceof Error && error.name === "FlyteConfigError", "it is an error by its own name");
}

async function namePosition({ lib }: Context): Promise<void> {
  const context = carry('{\n  "image_config": {},\n  "env": {"A": }\n}');
  const error = await refuses(lib, "not_json", () => lib.main.SerializationSettings.fromTransport(context));
  equal(error.offset, 39);
  ok(error.message.includes("line 3, column 16"), `the message names line and column: ${error.message}`);
}

async function nameClass({ lib }: Context): Promise<void> {
  const error = await refuses(lib, "wrong_shape", () => lib.main.ImageConfig.fromDict([]));
  ok(/\bImageConfig\b/.test(error.message), `the message names the class: ${error.message}`);
  equal(lib.main.wireJsonSchema(lib.main.ImageConfig)["title"], "ImageConfig");
}

function change(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array {
  return bytes.map((byte, index) => index === bytes.length + at ? byte ^ 1 : byte);
}
