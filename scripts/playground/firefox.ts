/**
 * The playground in Firefox: every tab shows the results of an example, nothing goes wrong, and nothing leaves the page.
 *
 * @module
 */
import assert from "node:assert/strict";
import { withFirefoxPage } from "../../tests/runtimes/runners/firefox.ts";

/** What a person opens and clicks in each tab, and what must then be seen there. */
const TABS = [
  { tab: "context", example: "a pod", seen: ["fraud", "Docker Hub", "of 131,072 bytes"] },
  { tab: "configuration", example: "a file with mistakes", seen: ["not_boolean", 'Change to "false"'] },
  { tab: "images", example: "two flyte 2 images", seen: ["Why the names differ", "first difference"] },
] as const;

const TIMEOUT_MS = 15_000;

/** Uses the playground at an address. Throws if something is wrong. */
export async function checkInFirefox(url: string): Promise<void> {
  await withFirefoxPage(async (page) => {
    const requests: string[] = [];
    const errors: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", ({ message }) => errors.push(message));
    const until = async (expression: string): Promise<void> => {
      for (let waited = 0; waited < TIMEOUT_MS; waited += 100) {
        if (await page.evaluate(expression) === true) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`still not true in Firefox: ${expression}`);
    };
    for (const { tab, example, seen } of TABS) {
      await page.goto("about:blank");
      await page.goto(`${url}#${tab}`);
      const button = `[...document.querySelectorAll("#${tab} button")].find((one) => one.innerText === "${example}")`;
      await until(`${button} !== undefined`);
      await page.evaluate(`${button}.click()`);
      for (const text of seen) {
        await until(`document.querySelector("#${tab}").innerText.includes(${JSON.stringify(text)})`);
      }
    }
    assert.deepEqual(errors, []);
    const elsewhere = requests.filter((request) =>
      !request.startsWith(new URL(url).origin) && request !== "about:blank"
    );
    assert.deepEqual(elsewhere, []);
    assert.ok(requests.length > 3, `${requests}`);
  });
}
