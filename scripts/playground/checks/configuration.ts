/**
 * The tab *Configuration*, used as people use it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { type Open, type OpenPage, type Page, paste, tabTo, until } from "../browser.ts";
import type { Check } from "../checks.ts";

const CONTENT = ".editor .cm-content";

async function openEditor(open: Open, fragment = "#configuration"): Promise<OpenPage> {
  const opened = await open({ fragment });
  await opened.page.locator(CONTENT).waitFor();
  return opened;
}

/** Replaces the text of the editor. */
async function write(page: Page, text: string): Promise<void> {
  await page.locator(CONTENT).focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await paste(page, text);
}

/** The lines of the table that start with a path. */
async function reading(page: Page, path: string): Promise<readonly string[]> {
  const line = page.locator("#configuration .readings tbody tr").filter({ hasText: path }).first();
  await line.waitFor();
  return (await line.innerText()).split("\t").map((cell) => cell.trim().replace(/\s*\n+\s*/g, " | "));
}

/** The configuration in the address of the page. */
function sharedIn(page: Page): { readonly text: string; readonly env: string } {
  const [, fragment = ""] = /#configuration=(.+)$/.exec(page.url()) ?? [];
  return JSON.parse(Buffer.from(fragment, "base64url").toString());
}

/** Files with a secret, `S3cr3tV4lue`, in places where people put secrets. */
const SECRETS: readonly (readonly [name: "YAML" | "INI", text: string, env: string])[] = [
  ["YAML", "admin:\n  clientSecret: S3cr3tV4lue\n", ""],
  ["YAML", "storage:\n  connection:\n    secret-key: S3cr3tV4lue\n", ""],
  ["YAML", "union:\n  token: |\n    S3cr3tV4lue\n    and S3cr3tV4lue\n", ""],
  ["YAML", "auth: {clientSecret: S3cr3tV4lue, x: [S3cr3tV4lue]}\n", ""],
  ["YAML", "# clientSecret: S3cr3tV4lue\nadmin:\n  endpoint: https://user:S3cr3tV4lue@flyte.acme.com\n", ""],
  ["YAML", 'secrets:\n  password: "S3cr3tV4lue\n    S3cr3tV4lue"\n', ""],
  ["YAML", "admin:\n  clientSecretEnvVar: MINE\n# was S3cr3tV4lue\n", "MINE=S3cr3tV4lue\n"],
  ["YAML", "admin:\n  endpoint: x\n", "FLYTE_AWS_SECRET_ACCESS_KEY=S3cr3tV4lue\nexport FLYTE_API_KEY='S3cr3tV4lue'\n"],
  ["INI", "[credentials]\nclient_secret = S3cr3tV4lue\n  S3cr3tV4lue\n", ""],
  ["INI", "[aws]\nsecret_access_key: S3cr3tV4lue\n[other]\nmy_password=S3cr3tV4lue\n", ""],
];

/** The checks. */
export const configurationChecks: Readonly<Record<string, Check>> = {
  "with the keyboard: a file is typed and completed, a mistake is fixed, and all three columns show the result": async (
    open,
  ) => {
    const { page, errors } = await openEditor(open);
    await tabTo(page, ".cm-content");
    await page.keyboard.type("admin:\n  endp");
    await page.locator(".cm-tooltip-autocomplete").waitFor();
    // The list ignores keys for a moment, so that it takes none that were meant for the text.
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
    assert.match(await page.locator(CONTENT).innerText(), /endpoint/);
    await page.keyboard.press("Escape");
    await write(page, "admin:\n  endpoint: dns:///flyte.acme.com\n  insecure: flase\n");
    await page.getByText('found "flase"').first().waitFor();
    assert.equal(await page.locator(".cm-lint-marker-error").count(), 1);
    // From the editor, Tab leads on.
    await page.keyboard.press("Tab");
    await tabTo(page, ".findings .buttons button");
    await page.keyboard.press("Enter");
    await until(page, `!document.querySelector("#configuration .findings .error")`);
    assert.match(await page.locator(CONTENT).innerText(), /insecure: false/);
    const [, flytekit, flyte2, strict] = await reading(page, "platform.endpoint");
    assert.equal(flytekit, '"flyte.acme.com" | config.yaml:2:13 (admin.endpoint)');
    assert.equal(flyte2, '"dns:///flyte.acme.com" | config.yaml:2:13 (admin.endpoint) | differs');
    assert.match(strict!, /flyte\.acme\.com/);
    assert.deepEqual(errors, []);
  },

  "with the mouse: pointing at a key shows its meaning, and a file is converted": async (open) => {
    const { page, errors } = await openEditor(open);
    await page.getByRole("button", { name: "an old INI file" }).click();
    await page.locator(CONTENT).getByText("url").first().hover();
    await page.locator(".cm-tooltip-hover").waitFor();
    assert.match(await page.locator(".cm-tooltip-hover").innerText(), /Host and port/);
    await page.getByRole("button", { name: "YAML", exact: true }).click();
    const converted = page.getByRole("region", { name: "The converted configuration" });
    await converted.waitFor();
    assert.match(await converted.innerText(), /^admin:\n {2}endpoint: flyte\.acme\.com/);
    assert.ok(!(await page.locator("#configuration .readings").innerText()).includes("not-a-real-secret"));
    await page.getByRole("button", { name: "Environment" }).click();
    await until(
      page,
      `document.querySelector("#configuration .block").innerText.includes("FLYTE_CREDENTIALS_CLIENT_SECRET=***")`,
    );
    await page.getByRole("button", { name: "Reveal secrets" }).click();
    assert.match(await converted.innerText(), /FLYTE_CREDENTIALS_CLIENT_SECRET=not-a-real-secret/);
    assert.match(await converted.innerText(), /FLYTE_AWS_RETRIES=5/);
    assert.deepEqual(errors, []);
  },

  "a file of a secret, which the page cannot read, stops neither version": async (open) => {
    const { page } = await openEditor(open);
    await write(page, "admin:\n  clientSecretLocation: /etc/secret\n");
    const [, flytekit, flyte2] = await reading(page, "platform.client_credentials_secret");
    for (const cell of [flytekit, flyte2]) {
      assert.match(cell!, /^"\*\*\*" \| file \/etc\/secret, named by config\.yaml:2/);
    }
  },

  "a secret is never in the shared address": async (open) => {
    const { page } = await openEditor(open);
    for (const [format, text, env] of SECRETS) {
      await page.locator(`#configuration label:has-text("${format}") input`).check();
      await write(page, text);
      await page.getByLabel("Environment", { exact: true }).fill(env);
      await page.getByRole("button", { name: "Share by address" }).click();
      await page.getByText("replaced by ***").waitFor();
      const shared = sharedIn(page);
      assert.ok(!JSON.stringify(shared).includes("S3cr3tV4lue"), `${text}\n${env}\n${JSON.stringify(shared)}`);
      assert.ok(JSON.stringify(shared).includes("***"), text);
    }
    // What cannot be parsed is not shared.
    await write(page, "admin: [\nclientSecret: S3cr3tV4lue");
    await page.getByRole("button", { name: "Share by address" }).click();
    await page.getByText("its secrets cannot be found").waitFor();
  },

  "a shared address is opened, and a hostile one does no harm": async (open) => {
    const fragment = (value: unknown) => `#configuration=${Buffer.from(JSON.stringify(value)).toString("base64url")}`;
    const script = "<img src=x onerror=alert(1)>";
    const shared = {
      name: "config.yaml",
      text: `admin:\n  endpoint: ${script}\n  "${script}": 1\n`,
      env: "FLYTE_AWS_RETRIES=7",
    };
    const { page, errors } = await openEditor(open, fragment(shared));
    assert.match((await reading(page, "data_config.s3.retries"))[1]!, /^7/);
    assert.ok((await page.locator("#configuration .findings").innerText()).includes(script));
    assert.equal(await page.evaluate(`document.querySelectorAll("main img").length`), 0);
    assert.deepEqual(errors, []);
    // Also in a page that is open already.
    await page.evaluate(`location.hash = ${JSON.stringify(fragment({ ...shared, env: "FLYTE_AWS_RETRIES=8" }))}`);
    await page.locator("#configuration .readings tr").filter({ hasText: "8env FLYTE_AWS_RETRIES" }).waitFor();
    for (const hostile of ["#configuration=%%%", fragment(null), fragment({ name: 1 }), "#configuration=AAAA"]) {
      const opened = await openEditor(open, hostile);
      assert.deepEqual(opened.errors, []);
    }
  },

  "YAML bombs and a paste of 1 MB do not block the page": async (open) => {
    const { page, errors } = await openEditor(open);
    const bomb = `a: &a [x, x, x, x, x, x, x, x]\n${
      Array.from("bcdefghij", (name, index) => {
        const before = "abcdefghi"[index];
        return `${name}: &${name} [${Array(8).fill(`*${before}`).join(", ")}]\n`;
      }).join("")
    }admin:\n  endpoint: *j\n`;
    const large = `admin:\n  endpoint: flyte.acme.com\n${"# a comment of forty characters, as usual\n".repeat(25_000)}`;
    await page.evaluate(`(() => {
      window.longest = 0;
      let last = performance.now();
      const frame = (now) => { longest = Math.max(longest, now - last); last = now; requestAnimationFrame(frame); };
      requestAnimationFrame(frame);
    })()`);
    for (const text of [bomb, large, "[".repeat(500_000), "? ".repeat(300_000)]) {
      await write(page, text);
      await page.locator("#configuration .findings, #configuration .readings, #configuration .problem").first()
        .waitFor();
      await page.waitForTimeout(300);
    }
    assert.ok(Number(await page.evaluate("longest")) < 1500, `blocked for ${await page.evaluate("longest")} ms`);
    await write(page, "admin:\n  endpoint: still.works\n");
    await until(page, `document.querySelector("#configuration .readings")?.innerText.includes("still.works")`);
    assert.deepEqual(errors, []);
  },

  "a change of a file of 4 KB is answered within a frame": async (open) => {
    const { page } = await openEditor(open);
    const filler = "# what is above and below is read by both versions\n".repeat(78);
    const text = (retries: number) => `FLYTE_AWS_RETRIES=${retries}`;
    await write(page, `admin:\n  endpoint: dns:///flyte.acme.com\n  insecure: false\n${filler}`);
    await page.getByLabel("Environment", { exact: true }).fill(text(0));
    await reading(page, "data_config.s3.retries");
    const times = await page.evaluate(`(async () => {
      const field = document.querySelector("#environment");
      const times = [];
      for (let retries = 1; retries <= 30; retries++) {
        const done = new Promise((resolve) => {
          const observer = new MutationObserver(() => {
            if (!document.querySelector(".readings").textContent.includes(retries + "env FLYTE")) return;
            observer.disconnect();
            resolve(performance.now());
          });
          observer.observe(document.querySelector("#configuration"), { subtree: true, childList: true, characterData: true });
        });
        field.value = "FLYTE_AWS_RETRIES=" + retries;
        const start = performance.now();
        field.dispatchEvent(new Event("input", { bubbles: true }));
        times.push(await done - start);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return times.sort((one, other) => one - other);
    })()`) as readonly number[];
    console.log(`   4 KB: ${times[0]!.toFixed(1)} ms at best, ${times[15]!.toFixed(1)} ms in the middle`);
    // The machine may do other things: the best of 30 is what the page needs.
    assert.ok(times[0]! < 16, `${times[0]} ms`);
  },
};
