import assert from "node:assert/strict";
import { Config } from "../../../mod.ts";

Deno.test("mode flytekit reads every file that PyYAML reads", () => {
  const files: Readonly<Record<string, string>> = {
    "a dash in brackets": "command: [-]\n",
    "brackets at the margin": "scopes: [all,\n  x]\n",
    "braces at the margin": "x: {\na: b\n}\n",
    "quotes at the margin": 'x: "a\nb"\n',
    "a separator in a value": "x: a\u2028 b\n",
    "an anchor before a colon": "&x: 1\n",
    "a tag without a type in a merge": "x: {<<: !mine {a: 1}}\n",
  };
  for (const [what, line] of Object.entries(files)) {
    for (const mode of ["strict", "flytekit"] as const) {
      const file = { name: "config.yaml", text: `${line}admin:\n  endpoint: dns:///kept\n` };
      assert.equal(Config.from({ file, mode, unknownKeys: "ignore" }).platform.endpoint, "kept", what);
    }
  }
});

Deno.test("a value that depends on PyYAML's release is an issue in strict mode", () => {
  const text = "dev: &dev\n  endpoint: localhost\nall: &all\n  endpoint: production\nadmin:\n  <<: [*dev, *all]\n";
  const config = Config.from({ file: { name: "config.yaml", text }, unknownKeys: "ignore" });
  assert.equal(config.platform.endpoint, "production");
  const issue = config.issues.find(({ code }) => code === "python_version_dependent");
  assert.match(issue!.message, /^config\.yaml:6:3: the key endpoint is merged more than once; .* line 4, .* line 2, /);
  assert.doesNotMatch(issue!.message, /localhost|production/);
});
