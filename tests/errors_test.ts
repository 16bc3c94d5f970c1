import assert from "node:assert/strict";
import {
  Config,
  FlyteConfigError,
  Image,
  ImageConfig,
  parseIni,
  parseYaml,
  SerializationSettings,
  SettingsError,
} from "../mod.ts";
import { makeIssue } from "../src/errors.ts";
import { FlyteConfigError as PlainError } from "../src/plain_error.ts";

/** Longer than any message is allowed to be, and full of what terminals obey. */
const HOSTILE = "\u001b[2J\u202e\u2028\u0000\ud800key ".repeat(50_000);

const UNPRINTABLE = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

function check(error: unknown): asserts error is FlyteConfigError {
  assert.ok(error instanceof FlyteConfigError, String(error));
  for (const text of [error.message, error.path ?? "", String(error.stack)]) {
    assert.doesNotMatch(text, UNPRINTABLE);
    assert.ok(text.length < 40_000, `${error.code}: ${text.length}`);
  }
  if (error.cause !== undefined) check(error.cause);
}

function errorOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  assert.fail("nothing was thrown");
}

Deno.test("messages and paths are printable and bounded, whoever creates the error", () => {
  const error = new FlyteConfigError("wrong_shape", HOSTILE, { path: HOSTILE });
  check(error);
  assert.ok(
    error.message.startsWith("\\u{1b}[2J\\u{202e}\\u{2028}\\u{0}\\u{d800}key \\u{1b}"),
    error.message.slice(0, 99),
  );
  assert.ok(error.message.length < 4100 && error.path!.length < 10_000);
  check(new FlyteConfigError("wrong_shape", "\n".repeat(1e6)));
  check(new FlyteConfigError("wrong_shape", "x\n".repeat(1e6)));
  const issue = makeIssue("wrong_shape", HOSTILE, HOSTILE);
  for (const text of [issue.message, issue.path!]) assert.doesNotMatch(text, UNPRINTABLE);
  assert.ok(issue.message.length < 4100 && issue.path!.length < 10_000);
});

Deno.test("messages contain no credentials, whoever creates the error", () => {
  const error = new FlyteConfigError("wrong_shape", 'the URL "https://me:hunter2@host" of --token hunter2 is none');
  assert.equal(error.message, 'the URL "https://***@host" of --token *** is none');
});

Deno.test("errors are instances whichever of the two classes has created them, and of no other class", () => {
  const plain = new PlainError("wrong_shape", "x", { path: "a", offset: 1, cause: 2 });
  const own = new FlyteConfigError("wrong_shape", "x", { path: "a", offset: 1, cause: 2 });
  for (const error of [plain, own]) {
    assert.ok(error instanceof FlyteConfigError && error instanceof PlainError && error instanceof Error);
    assert.ok(!((error as Error) instanceof SettingsError));
    const { name, code, message, path, offset, cause } = error;
    assert.deepEqual([name, code, message, path, offset, cause], ["FlyteConfigError", "wrong_shape", "x", "a", 1, 2]);
  }
  for (const other of [new Error("x"), { code: "wrong_shape" }, null, undefined, "x"]) {
    assert.ok(!(other instanceof FlyteConfigError));
  }
  const settings = errorOf(() => parseIni("x"));
  assert.ok(settings instanceof FlyteConfigError && !(settings instanceof SettingsError));
  assert.equal(Object.hasOwn(new FlyteConfigError("wrong_shape", "x"), "cause"), false);
});

Deno.test("line breaks stay, and marks stay aligned", () => {
  const error = new FlyteConfigError("yaml_syntax", "one\n> 1 | \tkey: …\n    | \t    ^");
  assert.equal(error.message, "one\n> 1 |  key: …\n    |      ^");
  const frame = `  1 | ${"x".repeat(100)}\n`.repeat(6);
  const problems = Array.from(
    { length: 25 },
    (_, at) => ({ code: "not_text" as const, message: `problem ${at}`, frame }),
  );
  const all = new SettingsError(problems);
  check(all);
  assert.ok(all.message.includes("problem 19\n  1 | xxx") && all.message.endsWith("\nand 5 more"));
});

Deno.test("messages about hostile input are printable and bounded", () => {
  const image = { name: "a", fqn: "b", tag: "c" };
  for (
    const call of [
      () => SerializationSettings.fromDict({ image_config: { images: [] }, env: { [HOSTILE]: 1 } }),
      () => SerializationSettings.fromDict({ image_config: { images: [{ ...image, [HOSTILE]: undefined, fqn: 1 }] } }),
      () => SerializationSettings.fromJsonString(`{"image_config": ${JSON.stringify({ [HOSTILE]: [1] })}, "env": 1}`),
      () => Image.lookUpImageInfo(HOSTILE, HOSTILE.replaceAll(":", "")),
      () => new Image({ name: HOSTILE, fqn: HOSTILE, tag: HOSTILE, digest: HOSTILE }),
      () => ImageConfig.validateImage(HOSTILE, [HOSTILE, HOSTILE]),
      () => parseIni(`[${HOSTILE}]\n${HOSTILE}`),
      () => parseYaml(`"${HOSTILE}": [`),
      () => Config.from({ file: { name: HOSTILE, text: "[" } }),
      () =>
        Config.from({
          file: { name: "a.yaml", text: JSON.stringify({ admin: { [HOSTILE]: 1, endpoint: [HOSTILE] } }) },
        }),
      () => Config.from({ [HOSTILE]: 1 } as never),
      () => new Config().explain(HOSTILE),
    ]
  ) check(errorOf(call));
  const { issues } = Image.lookUpImageInfo(HOSTILE, `${HOSTILE}:x`);
  for (const { message } of issues) assert.ok(message.length < 4100 && !UNPRINTABLE.test(message));
});
