import assert from "node:assert/strict";
import fc from "fast-check";
import { Config, SerializationSettings } from "../../../mod.ts";
import { Config as Flyte2Config } from "../../../v2.ts";
import { commandLine } from "../../_support/command_line.ts";

const CONTEXT = await SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1").serializedContext();

/** Returns the values that are proposed, and the directive. */
async function complete(...words: string[]): Promise<{ values: string[]; directive: string; stdout: string }> {
  const { code, stdout, stderr } = await commandLine(["complete", "--", ...words]);
  assert.deepEqual([code, stderr], [0, ""]);
  const lines = stdout.trimEnd().split("\n");
  const directive = lines.pop()!;
  return { values: lines.map((line) => line.split("\t")[0]!), directive, stdout };
}

Deno.test("commands are completed, with what they do", async () => {
  const { values, directive, stdout } = await complete("");
  for (const command of ["explain", "check", "convert", "schema", "completion"]) assert.ok(values.includes(command));
  assert.ok(!values.includes("complete"));
  assert.match(stdout, /^check\tFind mistakes in configuration files$/m);
  assert.equal(directive, ":4");
  assert.deepEqual((await complete("conv")).values, ["convert"]);
});

Deno.test("options are completed once they begin, or where nothing else is", async () => {
  assert.deepEqual((await complete("explain", "--fr")).values, ["--from-env-file"]);
  assert.ok((await complete("schema", "")).values.includes("--vscode"));
  assert.ok((await complete("explain", "")).values.every((value) => !value.startsWith("-")));
  const used = await complete("explain", "--json", "--");
  assert.ok(used.values.includes("--file") && !used.values.includes("--json"));
});

Deno.test("values of options are completed, after a space or an equals sign", async () => {
  for (const words of [["--format", "s"], ["--format=s"]]) {
    assert.deepEqual((await complete("check", ...words)).values, ["sarif"]);
  }
  assert.deepEqual((await complete("completion", "")).values, ["bash", "zsh", "fish", "pwsh"]);
});

Deno.test("fields of contexts are completed, those to assign up to the value", async () => {
  assert.deepEqual((await complete("context", "show", "--field", "image_config.d")).values.slice(0, 2), [
    "image_config.default_image",
    "image_config.default_image.name",
  ]);
  const assigned = await complete("context", "set", "fast_");
  assert.equal(assigned.values[0], "fast_serialization_settings.enabled=");
  assert.equal(assigned.directive, ":6");
  for (const name of (await complete("context", "set", "--unset", "")).values) {
    const { code } = await commandLine(["context", "set", "--quiet", "--unset", name], { stdin: CONTEXT });
    assert.equal(code, 0, name);
  }
  assert.deepEqual((await complete("context", "find", "po")).directive, ":0");
});

Deno.test("shells complete names of files where files belong, and only there", async () => {
  for (const words of [["check", ""], ["check", "a/b"], ["explain", "--file", ""], ["convert", "--output=x"]]) {
    assert.deepEqual(await complete(...words), { values: [], directive: ":0", stdout: ":0\n" });
  }
  for (
    const words of [["schema", "x"], ["explain", "x"], ["explan", ""], ["explain", "--flie", ""], [
      "completion",
      "bash",
      "",
    ]]
  ) {
    assert.equal((await complete(...words)).directive, ":4", words.join(" "));
  }
});

Deno.test("settings are completed by each of their names, and explain knows each of them", async () => {
  for (const [options, config] of [[[], Config], [["--flyte2"], Flyte2Config]] as const) {
    const explanation = config.from({}).explain();
    const all = (await complete("explain", ...options, "")).values;
    assert.ok(all.length >= explanation.settings.length);
    const others = await Promise.all(["FLYTE_", "admin."].map((start) => complete("explain", ...options, start)));
    assert.ok(others.every(({ values }) => values.length > 3));
    for (const name of [...all, ...others.flatMap(({ values }) => values)]) {
      assert.doesNotThrow(() => explanation.find(name));
    }
  }
  assert.match(
    (await complete("explain", "platform.e")).stdout,
    /^platform\.endpoint\tHost and port of the Flyte API\n/,
  );
});

Deno.test("whatever was typed, the answer ends with a directive and proposes only what starts with it", async () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom("explain", "check", "--format", "--", "-", "--file=", "p", "\0", "\t"),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (words) => {
      const { values, directive } = await complete(...words);
      assert.match(directive, /^:[0246]$/);
      const last = words.at(-1) ?? "";
      const partial = /^--[\w-]+=/.test(last) && !words.slice(0, -1).includes("--")
        ? last.slice(last.indexOf("=") + 1)
        : last;
      for (const value of values) assert.ok(value.startsWith(partial), `${value} for ${partial}`);
    }),
  );
});
