/**
 * Chromium for the checks of the playground: pages that record what they request and what goes wrong in them.
 *
 * @module
 */
import { createRequire } from "node:module";
import { tool } from "../tools/npm.ts";

/** The part of Playwright's `Locator` that checks use. */
export interface Locator {
  click(): Promise<void>;
  fill(text: string): Promise<void>;
  focus(): Promise<void>;
  count(): Promise<number>;
  innerText(): Promise<string>;
  inputValue(): Promise<string>;
  allInnerTexts(): Promise<string[]>;
  getAttribute(name: string): Promise<string | null>;
  isVisible(): Promise<boolean>;
  waitFor(): Promise<void>;
  hover(): Promise<void>;
  check(): Promise<void>;
  selectOption(option: string): Promise<unknown>;
  press(key: string): Promise<void>;
  filter(options: { readonly hasText: string }): Locator;
  first(): Locator;
  nth(index: number): Locator;
  locator(selector: string): Locator;
  getByRole(role: string, options?: { readonly name?: string | RegExp; readonly exact?: boolean }): Locator;
  getByText(text: string | RegExp): Locator;
}

/** The part of Playwright's `Page` that checks use. */
export interface Page {
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  url(): string;
  evaluate(expression: string): Promise<unknown>;
  waitForLoadState(state: "networkidle"): Promise<void>;
  waitForTimeout(milliseconds: number): Promise<void>;
  locator(selector: string): Locator;
  getByRole(role: string, options?: { readonly name?: string | RegExp; readonly exact?: boolean }): Locator;
  getByLabel(text: string | RegExp, options?: { readonly exact?: boolean }): Locator;
  getByText(text: string | RegExp, options?: { readonly exact?: boolean }): Locator;
  screenshot(options: { readonly path: string; readonly fullPage?: boolean }): Promise<unknown>;
  setDefaultTimeout(milliseconds: number): void;
  workers(): readonly { evaluate(expression: string): Promise<unknown> }[];
  on(event: "request", listener: (request: { url(): string }) => void): void;
  on(event: "pageerror", listener: (error: Error) => void): void;
  on(event: "console", listener: (message: { type(): string; text(): string }) => void): void;
  readonly keyboard: {
    press(key: string): Promise<void>;
    type(text: string): Promise<void>;
    insertText(text: string): Promise<void>;
  };
}

interface BrowserContext {
  newPage(): Promise<Page>;
  grantPermissions(permissions: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

interface Browser {
  newContext(options: {
    readonly colorScheme: "light" | "dark";
    readonly viewport: { readonly width: number; readonly height: number };
  }): Promise<BrowserContext>;
  close(): Promise<void>;
}

interface PlaywrightModule {
  readonly chromium: {
    launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<Browser>;
  };
}

/** How a page is opened. */
export interface PageOptions {
  /** What follows the address of the playground. */
  readonly fragment?: string;
  readonly scheme?: "light" | "dark";
  readonly width?: number;
}

/** A page, and what was observed in it. */
export interface OpenPage {
  readonly page: Page;
  /** Addresses of all requests, in order. */
  readonly requests: readonly string[];
  /** Messages of errors, and of what the policy of the page forbade. */
  readonly errors: string[];
}

/** Opens pages of a browser. */
export type Open = (options?: PageOptions) => Promise<OpenPage>;

/** Starts Chromium, and ends it after the checks. */
export async function withBrowser<T>(url: string, check: (open: Open) => Promise<T>): Promise<T> {
  const require = createRequire(`${await tool("playwright")}package.json`);
  const { chromium } = require("playwright-core") as PlaywrightModule;
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    return await check(async ({ fragment = "", scheme = "light", width = 1200 } = {}) => {
      const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const [requests, errors]: [string[], string[]] = [[], []];
      page.on("request", (request) => requests.push(request.url()));
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await page.goto(url + fragment);
      return { page, requests, errors };
    });
  } finally {
    await browser.close();
  }
}

/** Puts a string on the clipboard and pastes it where the focus is. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press("Control+V");
}

/** Presses Tab until an element that matches a selector has the focus. Throws if none gets it. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(`${FOCUSED}?.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`Tab does not reach ${selector}`);
}

/** Waits until an expression is true. Playwright's own function would evaluate it within the policy of the page. */
export async function until(page: Page, expression: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await page.evaluate(`!!(${expression})`)) return;
    await page.waitForTimeout(50);
  }
  throw new Error(`never true: ${expression}`);
}

/** The element with the focus, also within the editor. */
const FOCUSED = "(document.activeElement?.shadowRoot?.activeElement ?? document.activeElement)";
