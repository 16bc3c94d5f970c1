/**
 * The logs of `check --format sarif` conform to the schema of SARIF 2.1.0, whatever is wrong in files and whatever their
 * names are, and say what `diagnose` says.
 */
import assert from "node:assert/strict";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import fc from "fast-check";
import { sarif } from "../../../src/cli/output/sarif.ts";
import { diagnose } from "../../../src/diagnostics/mod.ts";
import { text } from "../../_support/arbitraries.ts";
import { commandLine } from "../../_support/command_line.ts";
import { damagedFile } from "../../_support/damaged_files.ts";
import { runs } from "../../_support/effort.ts";
import schema from "sarif-schema" with { type: "json" };

interface Log {
  readonly runs: readonly [{
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly locations: readonly [
        { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } },
      ];
      readonly fixes: readonly unknown[];
    }[];
  }];
}

const validate = validator();

/** The schema is of draft 4, but apart from its name uses nothing that has changed since. */
function validator() {
  const { $schema, id, ...rest } = schema;
  assert.equal($schema, "http://json-schema.org/draft-04/schema#");
  assert.match(id, /sarif-2\.1\.0/);
  const ajv = new Ajv({
    strictSchema: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    unicodeRegExp: false,
  });
  formats.default(ajv);
  return ajv.compile<Log>(rest);
}

function checked(log: unknown): Log["runs"][0] {
  // As it is printed: JSON has no undefined values.
  const printed: unknown = JSON.parse(JSON.stringify(log));
  if (!validate(printed)) throw new assert.AssertionError({ message: JSON.stringify(validate.errors, null, 2) });
  return printed.runs[0];
}

Deno.test("the schema rejects what is not SARIF", () => {
  const log = sarif([{ name: "a.yaml", findings: diagnose("admin:\n  insecur: true\n") }]);
  const damage: readonly [from: string, to: string][] = [
    ['"level":"warning"', '"level":"warn"'],
    ['"startLine":2', '"startLine":0'],
    ['"version":"2.1.0"', '"version":"2"'],
    ['"helpUri":"https:', '"helpUri":" '],
    ['"ruleId"', '"ruleIdentifier"'],
  ];
  for (const [from, to] of damage) {
    const json = JSON.stringify(log);
    assert.ok(json.includes(from), from);
    assert.ok(!validate(JSON.parse(json.replace(from, to))), to);
  }
});

Deno.test("what check --format sarif prints conforms to the schema", async () => {
  const files = {
    "/work/a b.yaml": "admin:\n  insecur: true\n  insecure: flase\n",
    "/work/é/flyte.config": "[platform]\nurll = a\n",
    "/work/good.yaml": "admin:\n  endpoint: dns:///flyte.acme.com\n",
  };
  const paths = ["a b.yaml", "é/flyte.config", "/work/good.yaml"];
  const { stdout } = await commandLine(["check", "--all", "--format", "sarif", ...paths], { files });
  const { results, tool } = checked(JSON.parse(stdout));
  const uris = results.map(({ locations }) => locations[0].physicalLocation.artifactLocation.uri);
  assert.deepEqual([...new Set(uris)], ["a%20b.yaml", "%C3%A9/flyte.config"]);
  assert.ok(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId));
  assert.ok(results.some(({ fixes }) => fixes.length > 0));
  const { stdout: none } = await commandLine(["check", "--format", "sarif", "good.yaml"], { files });
  assert.deepEqual(checked(JSON.parse(none)).results, []);
});

Deno.test("logs of random files with random names conform to the schema", () => {
  const file = fc.tuple(text, damagedFile).map(([directory, { name, text }]) => ({
    name: `${directory}/${name}`,
    findings: diagnose(text, { name }),
  }));
  fc.assert(
    fc.property(fc.array(file, { maxLength: 3 }), (files) => {
      const { results, tool } = checked(sarif(files));
      const expected = files.flatMap(({ name, findings }) => findings.map(({ code }) => ({ name, code })));
      assert.deepEqual(
        results.map(({ ruleId, ruleIndex }) => [ruleId, tool.driver.rules[ruleIndex]!.id]),
        expected.map(({ code }) => [code, code]),
      );
      for (const [index, { locations }] of results.entries()) {
        const { uri } = locations[0].physicalLocation.artifactLocation;
        const path = new URL(uri, "file:///").pathname.split("/").map(decodeURIComponent);
        const name = expected[index]!.name.toWellFormed().replaceAll("\\", "/").split("/");
        assert.equal(path.at(-1), name.at(-1));
      }
    }),
    { numRuns: runs(300, 5_000) },
  );
});
