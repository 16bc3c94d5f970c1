import assert from "node:assert/strict";

/** How many names each entry point may export: users have to find theirs among them. */
const LIMITS = { "mod.ts": 228, "v2.ts": 191 };

const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["doc", "--json", ...Object.keys(LIMITS)] })
  .output();
const { nodes } = JSON.parse(new TextDecoder().decode(stdout)) as {
  readonly nodes: Readonly<Record<string, { readonly symbols: readonly { readonly name: string }[] }>>;
};

for (const [entry, limit] of Object.entries(LIMITS)) {
  Deno.test(`${entry} exports at most ${limit} names`, () => {
    const { symbols } = Object.entries(nodes).find(([url]) => url.endsWith(`/${entry}`))![1];
    assert.ok(symbols.length <= limit, `it exports ${symbols.length}: unexport what users do not need`);
  });
}
