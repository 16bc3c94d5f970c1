/**
 * The tab *Context*, used as people use it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { ROOT } from "../../tools/npm.ts";
import { type Page, paste, tabTo, until } from "../browser.ts";
import type { Check } from "../checks.ts";

const TASK = (await Deno.readTextFile(`${ROOT}tests/goldens/real_task.txt`)).trim();
const TEXT = "#context-text";

/** The values of the table with settings, by their names. */
async function facts(page: Page): Promise<Record<string, string>> {
  const rows = await page.locator("#context .facts tr").allInnerTexts();
  return Object.fromEntries(rows.map((row) => row.split("\t").map((cell) => cell.trim())));
}

/** Returns the value of `_F_SS_C` in the command for a shell. */
async function newValue(page: Page): Promise<string> {
  const command = await page.getByRole("region", { name: "Command that sets the variable" }).innerText();
  return /^export _F_SS_C='([\w+/=]+)'$/.exec(command)![1]!;
}

function context(object: object): string {
  return gzipSync(JSON.stringify(object)).toString("base64");
}

/** The checks. */
export const contextChecks: Readonly<Record<string, Check>> = {
  "with the keyboard: a context is pasted, changed and copied": async (open) => {
    const { page, errors } = await open();
    await tabTo(page, TEXT);
    await paste(page, `HOME=/root\n_F_SS_C=${TASK}\n`);
    await page.getByText("WANDB_PROJECT").first().waitFor();
    const read = await facts(page);
    assert.equal(read.Project, "flytesnacks");
    assert.equal(read.LOG_LEVEL, "20");
    assert.match(await page.locator("#context .size").first().innerText(), /^829 of 131,072 bytes/);
    await tabTo(page, 'input[name="domain"]');
    await page.keyboard.press("Control+A");
    await page.keyboard.type("production");
    await until(page, `document.querySelector("#context .differences")?.innerText.includes("production")`);
    const [, row] = await page.locator("#context .differences tr").allInnerTexts();
    assert.deepEqual(row!.split("\t"), ["domain", "development", "production"]);
    const value = await newValue(page);
    await tabTo(page, ".buttons button:last-child");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate("navigator.clipboard.readText()"), value);
    // The new value is a context, which the page reads again.
    await page.locator(TEXT).fill(value);
    await until(page, `document.querySelector("#context .facts").innerText.includes("production")`);
    assert.deepEqual(errors, []);
  },

  "with the mouse: images have the pages of their registries, and secrets are masked until they are revealed": async (
    open,
  ) => {
    const { page, errors } = await open();
    await page.getByRole("button", { name: "a pod" }).click();
    await page.getByText("MLFLOW_TRACKING_TOKEN").first().waitFor();
    const links = page.locator("#context .images a");
    assert.deepEqual(await Promise.all([0, 1, 2].map((index) => links.nth(index).getAttribute("href"))), [
      "https://eu-central-1.console.aws.amazon.com/ecr/repositories/private/123456789012/ml/training?region=eu-central-1",
      "https://console.cloud.google.com/artifacts/docker/acme-ml/europe-west4/images/train-gpu",
      "https://hub.docker.com/_/python",
    ]);
    assert.equal((await facts(page)).MLFLOW_TRACKING_TOKEN, "masked");
    assert.ok(!(await page.locator("#context").innerText()).includes("not-a-real-token"));
    await page.getByRole("button", { name: "Reveal secrets" }).click();
    assert.equal((await facts(page)).MLFLOW_TRACKING_TOKEN, "not-a-real-token");
    await page.getByLabel("gpu").fill("ghcr.io/acme/gpu");
    await page.locator("#context .problem").waitFor();
    assert.match(await page.locator("#context .problem").innerText(), /neither a tag nor a digest/);
    assert.deepEqual(errors, []);
  },

  "one of several contexts is chosen": async (open) => {
    const { page } = await open();
    await page.getByRole("button", { name: "a log with two contexts" }).click();
    await page.getByLabel("The text has 2 contexts").selectOption("line 4");
    await until(page, `document.querySelector("#context .facts").innerText.includes("v2")`);
  },

  "hostile contexts stay text, and are bounded": async (open) => {
    const { page, errors } = await open();
    const script = "<img src=x onerror=alert(1)><script>alert(1)</script>";
    const images = [{ name: script, fqn: `ghcr.io/${script}`, tag: "v1", digest: null }];
    const hostile = context({
      image_config: { default_image: null, images },
      project: script,
      env: { [script]: script, ["__proto__"]: "x" },
      [script]: { [script]: script },
    });
    await page.locator(TEXT).fill(hostile);
    await page.getByText("Settings").first().waitFor();
    assert.equal((await facts(page)).Project, script);
    assert.equal(await page.evaluate(`document.querySelectorAll("main img, main script").length`), 0);

    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`V${index}`, "x"]));
    await page.locator(TEXT).fill(context({ image_config: { default_image: null }, env: many }));
    await page.getByText("19,800 more images and variables are not listed").waitFor();

    await page.locator(TEXT).fill(gzipSync("[".repeat(50_000_000)).toString("base64"));
    await page.locator("#context .problem").waitFor();
    assert.match(await page.locator("#context .problem").innerText(), /larger than 4194304 bytes/);
    assert.deepEqual(errors, []);
  },

  "a paste of 1 MB does not block the page": async (open) => {
    const { page } = await open();
    await page.locator(TEXT).focus();
    await page.evaluate(`(() => {
      window.longest = 0;
      let last = performance.now();
      const frame = (now) => { longest = Math.max(longest, now - last); last = now; requestAnimationFrame(frame); };
      requestAnimationFrame(frame);
    })()`);
    await paste(page, `_F_SS_C=${"H4sI".repeat(262_144)}`);
    await page.locator("#context .problem").waitFor();
    const longest = Number(await page.evaluate("longest"));
    assert.ok(longest < 500, `the page did not answer for ${longest} ms`);
    assert.match(await page.locator("#context").innerText(), /The text has 1,048,584 characters/);
  },

  "a worker that does not end is replaced": async (open) => {
    const { page } = await open();
    await page.waitForLoadState("networkidle");
    // A pod is JSON.
    await page.workers()[0]!.evaluate("void (JSON.parse = () => { for (;;); })");
    await page.getByRole("button", { name: "a pod" }).click();
    await page.getByText("Stopped, because this takes more than 5 seconds").waitFor();
    await page.getByRole("button", { name: "a task's value" }).click();
    await page.getByText("WANDB_PROJECT").first().waitFor();
    await page.getByRole("button", { name: "a pod" }).click();
    await page.getByText("MLFLOW_TRACKING_TOKEN").first().waitFor();
  },
};
