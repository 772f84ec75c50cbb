import { readFile } from "node:fs/promises";

import { expect, expectAccessible, picture, send, test } from "../support/story.ts";
import { wordsIn } from "../support/words.ts";

import type { Locator, Page } from "@playwright/test";

const password = "정자 위에 부는 여름 바람 2026";
const further = 120;

/** Goes on with the tabulator until the focus is there. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < further; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard does not reach ${target.toString()}`);
}

/** Nothing hangs over the side of the screen. */
async function expectToFit(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, page.url()).toBeLessThanOrEqual(0);
}

test("who works on a desk sees what is due first, how promises were kept, and a wall that counts by itself", async ({
  page,
  language,
  say,
  either,
}) => {
  const suffix = language === "ko" ? ".ko" : "";
  const sayNext = wordsIn(language === "ko" ? "en" : "ko");
  const eitherNext = (korean: string, english: string) => either(english, korean);
  const amount = (hours: number) => either(`${hours}시간 \\d+분`, `${hours}h \\d+m`);

  async function raise(summary: string, priority: number, more: object = {}) {
    const ticket = await send(page, "post", "/api/tickets", {
      deskKey: "IT",
      type: "incident",
      values: { summary },
      ...more,
    });
    return priority === 3 ? ticket : send(page, "patch", `/api/tickets/${ticket.key}`, { priority }, ticket.version);
  }

  await test.step("A desk that promises a first answer, round the clock", async () => {
    await page.goto("/");
    await send(page, "post", "/api/setup", {
      organisationName: either("한빛제조", "Hanbit Manufacturing"),
      administrator: {
        displayName: either("최관리", "Robin Choi"),
        email: "admin@example.com",
        password,
      },
      language,
      timeZone: "Asia/Seoul",
      firstDesk: {
        key: "IT",
        name: either("전산 지원", "IT support"),
        template: null,
      },
    });
    for (const { id, version } of await send<{ id: number; version: number }[]>(page, "get", "/api/sla/policies?desk=IT"))
      await send(page, "patch", `/api/sla/policies/${id}`, { retired: true }, version);
    const calendars = await send<{ id: number; name: { en: string } }[]>(page, "get", "/api/calendars");
    const calendarId = calendars.find(({ name }) => name.en === "24×7")?.id;
    const policy = await send(page, "post", "/api/sla/policies", {
      deskKey: "IT",
      name: { ko: "첫 답변", en: "First answer" },
      template: "first_response",
      calendarId,
    });
    const draft = await send(page, "get", `/api/sla/policies/${policy.id}/draft`);
    await send(page, "post", `/api/sla/policies/${policy.id}/publication`, { note: "" }, draft.version);
    const me = await send<{ id: number }>(page, "get", "/api/me");
    await raise(either("메일이 안 와요", "No mail arrives"), 3, {
      assigneeId: me.id,
    });
    await raise(either("프린터에 불이 났어요", "The printer is on fire"), 1, {
      assigneeId: me.id,
    });
    // An answer to oneself is none.
    const { id: reporterId } = await send(page, "post", "/api/people", {
      displayName: either("이서준", "Sam Lee"),
      email: "sam@example.com",
      language,
      timeZone: "Asia/Seoul",
    });
    for (const summary of [
      either("모니터가 나갔어요", "The screen is dark"),
      either("비밀번호를 잊었어요", "I forgot my password"),
    ]) {
      const { key } = await raise(summary, 3, { reporterId });
      await send(page, "post", `/api/tickets/${key}/comments`, {
        body: "<p>OK</p>",
        internal: false,
      });
    }
  });

  await test.step("What is due first stands first", async () => {
    await page.goto("/");
    const rows = page.getByRole("table", { name: say("Assigned to me") }).getByRole("row");
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(1)).toContainText(either("프린터에 불이", "The printer is"));
    await expect(rows.nth(1)).toContainText(new RegExp(either("\\d+분 \\d+초 남음", "\\d+m \\d+s left")));
    await expect(rows.nth(2)).toContainText(new RegExp(say("{amount} left").replace("{amount}", amount(1))));
    await expectAccessible(page);
  });

  await test.step("With the keyboard alone the report is reached, divided, and a figure is opened", async () => {
    await reach(page, page.getByRole("navigation").getByRole("link", { name: say("Service levels") }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: say("Service levels") })).toBeFocused();
    const by = page.getByRole("combobox", { name: say("By"), exact: true });
    await reach(page, by);
    await page.keyboard.press("ArrowDown");
    const priority = page.getByRole("option", {
      name: say("Priority"),
      exact: true,
    });
    await expect(async () => {
      await page.keyboard.press("ArrowDown");
      await expect(priority).toHaveAttribute("data-combobox-selected", "true", {
        timeout: 100,
      });
    }).toPass();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/by=priority/);
    const answered = page.getByRole("link", {
      name: `${either("보통", "Medium")}, ${say("Completed")}: 2`,
    });
    await expect(answered).toBeVisible();
    await expectAccessible(page);
    await picture(page, `service-level-report${suffix}.png`);
    await reach(page, answered);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main").getByText(either("2건", "2 tickets")).first()).toBeVisible();
    await expect(
      page
        .getByRole("table", { name: say("Tickets found") })
        .locator("tbody")
        .getByRole("row"),
    ).toHaveCount(2);
    await page.goBack();
  });

  await test.step("It is taken along as a table, and on paper without what only a screen needs", async () => {
    const figures = page.getByRole("table", { name: say("Figures") });
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: say("Table as CSV") }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    const lines = (await readFile(await file.path(), "utf8")).split("\r\n");
    expect(lines[0]).toContain(`${say("Priority")},${say("Completed")},${say("Met")}`);
    expect(lines[1]).toContain(`${either("보통", "Medium")},2,2,0,1,`);

    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await expect(figures).toBeVisible();
    await expect(page.getByRole("navigation")).toHaveCount(0);
    await expect(page.getByRole("search")).toHaveCount(0);
    await expect(page.getByRole("button")).toHaveCount(0);
    // Dark as on a light screen, since paper is.
    await expect(page.getByRole("heading", { level: 1 })).toHaveCSS("color", "rgb(31, 36, 44)");
    await page.emulateMedia({ media: "screen", colorScheme: null });
    await expect(page.getByRole("search")).toBeVisible();
  });

  await test.step("In the other language a goal is put in its place and an escalation is added, with the keyboard alone", async () => {
    const me = await send<{ version: number }>(page, "get", "/api/me");
    await send(page, "patch", "/api/me", { language: language === "ko" ? "en" : "ko" }, me.version);
    await page.goto("/admin/desks/IT/sla");
    const policy = page.getByRole("link", {
      name: eitherNext("첫 답변", "First answer"),
    });
    await reach(page, policy);
    await page.keyboard.press("Enter");
    await reach(page, page.getByRole("button", { name: sayNext("Add a goal"), exact: true }));
    await page.keyboard.press("Enter");
    const goals = page.getByRole("list", { name: sayNext("Goals") }).getByRole("listitem");
    await expect(goals).toHaveCount(6);
    await expect(goals.nth(4).getByRole("textbox").first()).toBeFocused();
    await page.keyboard.type("labels = vip");
    await page.keyboard.press("Escape");
    const up = sayNext("Move {name} up").replace("{name}", sayNext("Goal {0}").replace("{0}", "5"));
    await reach(page, goals.nth(4).getByRole("button", { name: up }));
    await page.keyboard.press("Enter");
    await expect(goals.nth(3)).toContainText("labels = vip");
    await expect(goals.nth(3).locator("[data-way=up]")).toBeFocused();
    await reach(page, page.getByRole("button", { name: sayNext("Add an escalation") }));
    await page.keyboard.press("Enter");
    await reach(page, page.getByRole("button", { name: sayNext("Save the draft") }));
    await page.keyboard.press("Enter");
    await expect(page.getByText(sayNext("The draft is saved.")).first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("On a phone, too, and a new ticket comes onto the wall by itself and burns down", async () => {
    await page.setViewportSize({ width: 360, height: 780 });
    for (const path of ["/", "/reports/service-levels"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
      await expectAccessible(page);
      await expectToFit(page);
    }
    await page.clock.install();
    const live = page.waitForResponse("**/api/live");
    await page.goto("/desks/IT/wall");
    await live;
    const due = page.getByRole("region", { name: sayNext("Due next") });
    await expect(due.getByRole("listitem")).toHaveCount(2);
    const { key } = await raise(eitherNext("복사기에서 연기가 나요", "The copier smokes"), 3);
    const line = due.getByRole("listitem").filter({ hasText: key });
    await expect(line).toContainText(new RegExp(eitherNext("1시간 \\d+분 남음", "1h \\d+m left")));
    // Only the page's clock moves: asked again, the server would tell of its own.
    await page.route("**/api/sla/clocks*", (asked) => asked.abort());
    await page.clock.fastForward("02:10:00");
    await expect(line).toContainText(new RegExp(eitherNext("\\d+분 \\d+초 초과", "\\d+m \\d+s over")));
    await expect(line).toContainText(sayNext("Breached"));
    await expectAccessible(page);
    await expectToFit(page);
  });
});
