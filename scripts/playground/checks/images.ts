/**
 * The tab *Images*, used as people use it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Image } from "../../../v2.ts";
import { ImageSpec } from "../../../mod.ts";
import { type Page, tabTo } from "../browser.ts";
import type { Check } from "../checks.ts";

const ONE = "#image-one";

/** The parts of the reference below a heading. */
async function parts(page: Page, nth: number): Promise<readonly string[]> {
  const list = page.locator("#images .parts").nth(nth);
  return (await list.locator(".part").allInnerTexts()).map((part) => part.replace(/\s*\n\s*/g, " "));
}

/** The checks. */
export const imageChecks: Readonly<Record<string, Check>> = {
  "with the keyboard: an image is described with the form and named as the library names it": async (open) => {
    const { page, errors } = await open({ fragment: "#images" });
    for (
      const [field, text] of [["registry", "ghcr.io/acme"], ["name", "app"], ["packages", "pandas numpy==2.1"]] as const
    ) {
      await tabTo(page, `input[name="${field}"]`);
      await page.keyboard.type(text);
    }
    await page.keyboard.press("Tab");
    const fields = { registry: "ghcr.io/acme", name: "app", packages: ["pandas", "numpy==2.1"] };
    const name = await ImageSpec.fromDict(fields).imageName();
    await page.getByText(name).first().waitFor();
    assert.deepEqual(await parts(page, 0), ["registry ghcr.io", "repository acme/app", `tag ${name.split(":")[1]}`]);
    assert.deepEqual(JSON.parse(await page.locator(ONE).inputValue()), fields);
    const dockerfile = await page.getByRole("region", { name: "Dockerfile" }).innerText();
    assert.match(dockerfile, /^FROM /m);
    assert.deepEqual(errors, []);
  },

  "with the mouse: two images are compared layer by layer, and the first differing character is marked": async (
    open,
  ) => {
    const { page, errors } = await open({ fragment: "#images" });
    await page.getByRole("button", { name: "two flyte 2 images" }).click();
    await page.getByText("Why the names differ").waitFor();
    const states = await page.locator("#images .picture .badge").allInnerTexts();
    assert.deepEqual(states.filter((state) => state !== "same"), ["first difference", "different"]);
    assert.deepEqual(await page.locator("#images .picture .first mark").allInnerTexts(), ["2", "3"]);
    const image = JSON.parse(await page.locator(ONE).inputValue());
    const name = await Image.fromDict({
      platform: ["linux/amd64", "linux/arm64"],
      extendable: true,
      is_cloned: true,
      ...image,
    }).uri();
    assert.equal(await page.locator("#images .image-name").innerText(), name);

    await page.getByRole("button", { name: "two ImageSpecs" }).click();
    await page.getByText("different, not part of the name").waitFor();
    assert.deepEqual(errors, []);
  },

  "references are taken apart, and mistakes in them are explained": async (open) => {
    const { page } = await open({ fragment: "#images" });
    await page.getByLabel("Reference of an image").fill("python");
    await page.getByText("In full").waitFor();
    assert.deepEqual(await parts(page, 0), [
      "registry (implied) docker.io",
      "repository (implied) library",
      "repository python",
      "tag (implied) latest",
    ]);
    await page.getByLabel("Reference of an image").fill("ghcr.io/Acme/app");
    await page.locator("#images .problem").waitFor();
    assert.match(await page.locator("#images .problem").innerText(), /lower case/);
  },

  "hostile images stay text, and secrets are masked": async (open) => {
    const { page, errors } = await open({ fragment: "#images" });
    const script = "<img src=x onerror=alert(1)>";
    const hostile = { name: "app", env: { API_TOKEN: "a-secret-token", [script]: script }, commands: [script] };
    await page.locator(ONE).fill(JSON.stringify(hostile));
    await page.getByRole("button", { name: "Compare with a second image" }).click();
    await page.locator("#image-other").fill(JSON.stringify({ ...hostile, env: { API_TOKEN: "another-secret" } }));
    await page.getByText("Why the names differ").waitFor();
    const shown = await page.locator("#images .picture").innerText();
    assert.ok(shown.includes(script) && !/a-secret-token|another-secret/.test(shown), shown);
    assert.equal(await page.evaluate(`document.querySelectorAll("main img").length`), 0);
    for (
      const json of ["[", "[]", '{"__proto__":{"name":1}}', "[".repeat(100_000), `{"packages":${"[".repeat(50_000)}`]
    ) {
      await page.locator(ONE).fill(json);
      await page.locator("#images .problem").first().waitFor();
    }
    assert.deepEqual(errors, []);
  },
};
