import { defineConfig, type PlaywrightTestOptions } from "@playwright/test";
import { existsSync } from "node:fs";

import type { StoryOptions } from "./support/story.ts";

const chromium = [
  process.env.MARU_CHROMIUM,
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path && existsSync(path));
const desktop = { width: 1440, height: 900 };
const phone = { width: 360, height: 780 };

function project(name: string, language: "ko" | "en", viewport: { width: number; height: number }) {
  const use: Partial<PlaywrightTestOptions> & StoryOptions = {
    language,
    locale: language === "ko" ? "ko-KR" : "en-GB",
    viewport,
  };
  // Only the story is told at both widths. Five thousand tickets are made once, and service levels are read in both languages by
  // their stories; pictures are taken in both.
  const left = name === "desktop-ko" || process.env.MARU_PICTURES ? {} : { testIgnore: /(queue|sla|service-levels)\.spec\.ts/ };
  return { name, use, ...(viewport === phone ? { testMatch: "story.spec.ts" } : left) };
}

export default defineConfig<StoryOptions>({
  testDir: "tests",
  timeout: 240_000,
  expect: { timeout: 20_000 },
  // Each story has a server of its own, and waits for it and its browser more than it works.
  workers: 2,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    actionTimeout: 20_000,
    timezoneId: "Asia/Seoul",
    // What fades in or out cannot be read for a moment, and would be found by whoever checks at that very moment.
    contextOptions: { reducedMotion: "reduce" },
    // A fifth of a story's processor, so only for who looks for a cause.
    trace: process.env.MARU_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    project("desktop-en", "en", desktop),
    project("desktop-ko", "ko", desktop),
    project("phone-en", "en", phone),
    project("phone-ko", "ko", phone),
  ],
});
