import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { relativeLinks, withAbsoluteLinks } from "../../scripts/pack/links.ts";
import { REPOSITORY } from "../../src/settings/published.ts";

const AT = `${REPOSITORY}/blob/v${config.version}`;

Deno.test("relative links become links to the tag", () => {
  const text = "[a](docs/a.md#b), [b](LICENSE)\n[c](#heading) [d](https://example.com/d.md) ![e](docs/e.svg)";
  const changed = withAbsoluteLinks("README.md", text);
  assert.equal(
    changed,
    `[a](${AT}/docs/a.md#b), [b](${AT}/LICENSE)\n[c](#heading) [d](https://example.com/d.md) ![e](${AT}/docs/e.svg)`,
  );
  assert.deepEqual(relativeLinks(text), ["docs/a.md#b", "LICENSE", "docs/e.svg"]);
  assert.deepEqual(relativeLinks(changed), []);
  assert.equal(withAbsoluteLinks("docs/a.md", "[b](b.md) [c](../c.md)"), `[b](${AT}/docs/b.md) [c](${AT}/c.md)`);
});

Deno.test("code has no links", () => {
  const text = 'See `a["b"](c)`.\n\n```ts\na["b"](c);\n// [a](docs/a.md)\n```\n[a](b.md)\n';
  assert.equal(withAbsoluteLinks("README.md", text), text.replace("(b.md)", `(${AT}/b.md)`));
  assert.deepEqual(relativeLinks(text), ["b.md"]);
});

Deno.test("the documents of the package have links to change, and to files that exist", () => {
  for (const name of ["README.md", "CHANGELOG.md"]) {
    const links = relativeLinks(Deno.readTextFileSync(name));
    assert.ok(links.length > 0, name);
    for (const link of links) Deno.statSync(link.replace(/#.*/, ""));
  }
});
