/**
 * Browsers run the installed package as it is, unbundled: an import map says where its modules are.
 *
 * @module
 */
import { createRequire } from "node:module";
import { exists, tool } from "../../../scripts/tools/npm.ts";
import { OWN_REJECTION, type Report } from "../report.ts";
import { realTask } from "../stage.ts";
import { serve } from "./browser_server.ts";

/** A page of the browser. */
export interface Page {
  goto(url: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  on(event: "request", listener: (request: { url(): string }) => void): void;
  on(event: "pageerror", listener: (error: Error) => void): void;
}

interface PlaywrightModule {
  readonly chromium: {
    launch(
      options: { readonly executablePath: string; readonly headless: true; readonly args: readonly string[] },
    ): Promise<{
      newPage(): Promise<Page>;
      close(): Promise<void>;
    }>;
  };
}

const CHROMIUM = "/usr/bin/chromium";

const FLAGS = [
  "--no-sandbox",
  "--headless",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Opens an empty page of Chromium in a new profile, and closes the browser at the end. */
export async function withPage<T>(
  check: (page: Page) => Promise<T>,
  flags: readonly string[] = [],
): Promise<T> {
  if (!await exists(CHROMIUM)) {
    throw new Error(`there is no ${CHROMIUM}: install Debian's package chromium (apt-get install chromium)`);
  }
  const require = createRequire(`${await tool("playwright")}package.json`);
  const { chromium } = require("playwright-core") as PlaywrightModule;
  const browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: [...FLAGS, ...flags] });
  try {
    return await check(await browser.newPage());
  } finally {
    await browser.close();
  }
}

/** Opens a page for a check. */
type OpenPage = (check: (page: Page) => Promise<Report>) => Promise<Report>;

/** Runs the suite with a browser. */
export async function runBrowser(open: OpenPage): Promise<Report> {
  await using server = serve();
  const task = await realTask();
  return await open((page) => drive(page, server.url, task));
}

async function drive(page: Page, url: string, realTask: string): Promise<Report> {
  const requests: string[] = [];
  const errors: Error[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(error));
  await page.goto(url);
  const atOnce = [...requests];
  const decoded = await page.evaluate(`suite.decode(${JSON.stringify(realTask)})`);
  const early = requests.filter((request) => !atOnce.includes(request));
  const result = await page.evaluate(`suite.run(${JSON.stringify(realTask)})`) as Report;
  // Firefox also logs the rejection that the suite makes and handles.
  const uncaught = errors.filter(({ message }) => !message.includes(OWN_REJECTION));
  const late = requests.filter((request) => !atOnce.includes(request));
  return extend(result, [
    [
      "decodes a good context without asking for further modules",
      typeof decoded === "string" && early.length === 0,
      early,
    ],
    ["asks for further modules once they are needed", late.length > 0, late],
    ["asks nobody but the server of the page", requests.every((request) => request.startsWith(url)), requests],
    ["throws nothing outside the checks", uncaught.length === 0, uncaught],
  ]);
}

function extend(report: Report, checks: readonly (readonly [name: string, holds: boolean, found: unknown])[]): Report {
  const passed = checks.filter(([, holds]) => holds).map(([name]) => name);
  const failed = checks.filter(([, holds]) => !holds).map(([name, , found]) => ({ name, reason: `found: ${found}` }));
  return { ...report, passed: [...report.passed, ...passed], failed: [...report.failed, ...failed] };
}
