import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type Locator, type Page, test as base } from "@playwright/test";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { Server } from "./server.ts";
import { type Language, wordsIn } from "./words.ts";

export interface StoryOptions {
  language: Language;
}

interface Story {
  server: Server;
  /** The words of the web app in the story's language, by the English ones. */
  say: (english: string) => string;
  /** One of two texts, by the story's language. */
  either: (korean: string, english: string) => string;
  /** A browser of its own for another person. */
  somebodyElse: () => Promise<Page>;
}

const pictures = join(dirname(fileURLToPath(import.meta.url)), "../../docs/pictures");

/** Below those that connections get by themselves: one of these may be taken again before the server has started. */
async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
  return free ? port : freePort();
}

export const test = base.extend<Story & StoryOptions>({
  language: ["en", { option: true }],
  server: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "maru-e2e-"));
    const server = new Server(folder, await freePort(), await freePort());
    await server.start();
    await use(server);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  },
  baseURL: async ({ server }, use) => use(server.address),
  say: async ({ language }, use) => use(wordsIn(language)),
  either: async ({ language }, use) => use((korean, english) => (language === "ko" ? korean : english)),
  somebodyElse: async ({ browser, baseURL, locale, viewport, timezoneId, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await (browser as Browser).newContext({ ...contextOptions, baseURL, locale, viewport, timezoneId });
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

/** Sends as the page's own script would. An answer without content is an empty one. */
export async function send<Answer = { id: number; key: string; version: number }>(
  page: Page,
  method: "get" | "post" | "put" | "patch",
  path: string,
  data?: object,
  version?: number,
): Promise<Answer> {
  const cookie = (await page.context().cookies()).find(({ name }) => name === "XSRF-TOKEN");
  const headers: Record<string, string> = { "X-XSRF-TOKEN": cookie?.value ?? "" };
  if (version !== undefined) headers["If-Match"] = `"${version}"`;
  const answer = await page.request[method](path, { data, headers });
  const text = await answer.text();
  expect(answer.ok(), `${path}: ${text}`).toBe(true);
  return (text === "" ? {} : JSON.parse(text)) as Answer;
}

/** What one types into or chooses from, by its label; Mantine's selects are text boxes or combo boxes. */
export function field(within: Page | Locator, name: string): Locator {
  return within.getByRole("textbox", { name, exact: true }).or(within.getByRole("combobox", { name, exact: true })).first();
}

/** No violation of WCAG 2.2 A and AA that axe can find. */
export async function expectAccessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  const told = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join("\n    ")}`);
  expect(told, page.url()).toEqual([]);
}

/** A picture for the README, when pictures are wanted. */
export async function picture(page: Page, name: string): Promise<void> {
  const narrow = (page.viewportSize()?.width ?? 0) < 700;
  // Both widths tell the same story; a picture of one must not take the other's place.
  if (!process.env.MARU_PICTURES || narrow !== name.includes("phone")) return;
  mkdirSync(pictures, { recursive: true });
  await expect(page.getByRole("alert")).toHaveCount(0, { timeout: 20_000 });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(pictures, name) });
}

export { expect };
