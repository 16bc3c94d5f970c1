/**
 * What holds for the page as a whole: its policy, its tabs, accessibility, and narrow screens.
 *
 * @module
 */
import assert from "node:assert/strict";
import { tool, WORK } from "../../tools/npm.ts";
import type { Open, Page } from "../browser.ts";
import type { Check } from "../checks.ts";

/** Directory of screenshots. */
const SCREENSHOTS = `${WORK}playground/screenshots/`;

/** Each tab, filled by one of its examples. */
const TABS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  context: async (page) => {
    await page.getByRole("button", { name: "a pod" }).click();
    await page.getByLabel("Version").fill("v42");
    await page.getByText("What changes").waitFor();
  },
  configuration: async (page) => {
    await page.getByRole("button", { name: "a file with mistakes" }).click();
    await page.getByText("What is read").waitFor();
    await page.getByRole("button", { name: "Environment" }).click();
    await page.getByRole("button", { name: "Share by address" }).click();
    await page.getByRole("button", { name: "Copy the address" }).waitFor();
  },
  images: async (page) => {
    await page.getByRole("button", { name: "two flyte 2 images" }).click();
    await page.getByRole("button", { name: "a digest" }).click();
    await page.getByText("Why the names differ").waitFor();
    await page.getByText("localhost:5000").first().waitFor();
  },
};

/** Opens a tab and loads its example. */
async function openTab(open: Open, tab: string, options: Parameters<Open>[0] = {}): ReturnType<Open> {
  const opened = await open({ ...options, fragment: `#${tab}` });
  await TABS[tab]!(opened.page);
  return opened;
}

/** The checks. */
export const pageChecks: Readonly<Record<string, Check>> = {
  "the policy forbids inline scripts, eval, requests and forms": async (open) => {
    const { page, errors } = await open();
    await page.waitForLoadState("networkidle");
    const result = await page.evaluate(`new Promise((resolve) => {
      const script = document.createElement("script");
      script.textContent = "window.injected = true";
      document.body.append(script);
      const image = document.createElement("div");
      image.innerHTML = "<img src=x onerror='window.injected = true'>";
      document.body.append(image);
      const outcome = (call) => { try { call(); return "ran"; } catch (error) { return error.name; } };
      setTimeout(async () => resolve({
        injected: window.injected ?? false,
        eval: outcome(() => eval("1")),
        function: outcome(() => new Function("return 1")()),
        fetch: await fetch("https://example.com/").then(() => "sent", () => "refused"),
        same: await fetch(location.href).then(() => "sent", () => "refused"),
      }), 300);
    })`);
    assert.deepEqual(result, {
      injected: false,
      eval: "EvalError",
      function: "EvalError",
      fetch: "refused",
      same: "refused",
    });
    assert.ok(errors.some((error) => error.includes("Content Security Policy")), errors.join("\n"));
    const senders = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport"];
    for (const sender of senders) assert.equal(await page.workers()[0]!.evaluate(`typeof ${sender}`), "undefined");
  },

  "arrow keys, Home and End move between tabs, and the fragment names the tab": async (open, url) => {
    const { page, errors } = await open();
    const selected = () => page.locator('[role="tab"][aria-selected="true"]').innerText();
    assert.equal(await selected(), "Context");
    await page.getByRole("tab", { name: "Context" }).focus();
    for (
      const [key, name] of [
        ["ArrowRight", "Configuration"],
        ["ArrowRight", "Images"],
        ["ArrowRight", "Context"],
        ["ArrowLeft", "Images"],
        ["Home", "Context"],
        ["End", "Images"],
      ] as const
    ) {
      await page.keyboard.press(key);
      assert.equal(await selected(), name, key);
      assert.equal(page.url(), `${url}#${name.toLowerCase()}`);
      assert.equal(await page.evaluate("document.activeElement.textContent.trim()"), name);
      assert.equal(await page.locator('[role="tabpanel"]:not([hidden])').getAttribute("id"), name.toLowerCase());
    }
    await page.reload();
    assert.equal(await selected(), "Images");
    assert.deepEqual(errors, []);
  },

  ...Object.fromEntries(
    Object.keys(TABS).flatMap((tab) =>
      (["light", "dark"] as const).map((scheme) => [`axe finds nothing: ${tab}, ${scheme}`, async (open: Open) => {
        const { page, errors } = await openTab(open, tab, { scheme });
        await page.evaluate(await axeSource());
        const violations = await page.evaluate(
          `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
            violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => [id, target.join(" "), failureSummary].join(": "))))`,
        );
        await Deno.mkdir(SCREENSHOTS, { recursive: true });
        await page.screenshot({ path: `${SCREENSHOTS}${tab}-${scheme}.png`, fullPage: true });
        assert.deepEqual(violations, []);
        assert.deepEqual(errors, []);
      }])
    ),
  ),

  ...Object.fromEntries(
    Object.keys(TABS).map((tab) => [`no horizontal scrolling at 360 px: ${tab}`, async (open: Open) => {
      const { page } = await openTab(open, tab, { width: 360 });
      await screenshot(page, `${tab}-360`);
      assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 360);
    }]),
  ),

  ...Object.fromEntries(
    Object.keys(TABS).map((tab) => [`nothing is requested after ${tab} is open`, async (open: Open, url: string) => {
      const { page, requests } = await open({ fragment: `#${tab}` });
      await page.waitForLoadState("networkidle");
      const before = requests.length;
      assert.ok(before > 3 && requests.every((request) => request.startsWith(url)), requests.join("\n"));
      await TABS[tab]!(page);
      await page.waitForTimeout(300);
      // Chromium asks for the icon again when the address has changed.
      assert.deepEqual(requests.slice(before).filter((request) => !/icon-[\w-]+\.svg$/.test(request)), []);
    }]),
  ),
};

async function screenshot(page: Page, name: string): Promise<void> {
  await Deno.mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png`, fullPage: true });
}

async function axeSource(): Promise<string> {
  return await Deno.readTextFile(`${await tool("axe")}node_modules/axe-core/axe.min.js`);
}
