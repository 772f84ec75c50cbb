import { expect, expectAccessible, picture, send, test } from "../support/story.ts";
import { wordsIn } from "../support/words.ts";

const password = "정자 위에 부는 여름 바람 2026";

test("a policy is written, tried on the past, seen before it is published, and its clock is watched and explained", async ({
  page,
  language,
  say,
  either,
}) => {
  const suffix = language === "ko" ? ".ko" : "";
  const inEnglish = wordsIn("en");
  const template = either("첫 응답까지 시간", "Time to first response");
  let key = "";

  await test.step("A desk with tickets that nothing is promised for", async () => {
    await page.goto("/");
    await send(page, "post", "/api/setup", {
      organisationName: either("한빛제조", "Hanbit Manufacturing"),
      administrator: { displayName: either("최관리", "Robin Choi"), email: "admin@example.com", password },
      language,
      timeZone: "Asia/Seoul",
      firstDesk: { key: "IT", name: either("전산 지원", "IT support"), template: null },
    });
    for (const { id, version } of await send<{ id: number; version: number }[]>(page, "get", "/api/sla/policies?desk=IT"))
      await send(page, "patch", `/api/sla/policies/${id}`, { retired: true }, version);
    for (const summary of [either("프린터가 멈췄어요", "The printer stopped"), either("메일이 안 와요", "No mail arrives")])
      ({ key } = await send(page, "post", "/api/tickets", { deskKey: "IT", type: "incident", values: { summary } }));
  });

  await test.step("A policy is begun and written", async () => {
    await page.goto("/admin/desks/IT/sla");
    await page.getByRole("button", { name: say("New policy") }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: say("Calendar") }).click();
    await page.getByRole("option", { name: "24×7" }).click();
    await dialog.getByRole("button", { name: say("Create the policy") }).click();
    await expect(page.getByRole("heading", { level: 1, name: template })).toBeVisible();
    const hours = page.getByRole("group", { name: say("Target of goal {number}").replace("{number}", "3") }).getByRole("textbox").first();
    await hours.fill("8");
    await page.getByRole("button", { name: say("Save the draft") }).click();
    await expect(page.getByRole("button", { name: say("Publish…") })).toBeEnabled();
    await expectAccessible(page);
  });

  await test.step("It is tried on today's tickets", async () => {
    await page.getByRole("tab", { name: say("Simulation") }).click();
    await page.getByText(say("Other"), { exact: true }).click();
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Seoul" }).format(new Date());
    for (const label of [say("From"), say("To")]) {
      const day = page.getByRole("textbox", { name: label });
      await day.fill(today);
      await day.press("Tab");
    }
    await page.getByRole("button", { name: say("Simulate") }).click();
    const found = page.getByRole("region", { name: say("What would have been") });
    await expect(found.getByText(either("티켓 2건을 살펴보았습니다.", "2 tickets were looked at."))).toBeVisible();
    await expect(found.getByText("priority = Medium")).toBeVisible();
    await expectAccessible(page);
    await picture(page, `sla-simulation${suffix}.png`);
    await page.reload();
    await expect(found.getByText(either("티켓 2건을 살펴보았습니다.", "2 tickets were looked at."))).toBeVisible();
  });

  await test.step("What it means for open tickets is seen, and it is published", async () => {
    await page.getByRole("tab", { name: say("What is promised") }).click();
    await page.getByRole("button", { name: say("Publish…") }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(say("No further clock is overdue at once."))).toBeVisible();
    await expect(dialog.getByRole("row", { name: "priority = Medium 2 0" })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: say("Publish"), exact: true }).click();
    await expect(dialog).toHaveCount(0);
  });

  await test.step("Its clock counts down, and says why", async () => {
    await expect
      .poll(async () => (await send<object[]>(page, "get", `/api/tickets/${key}/sla`)).length, { timeout: 20_000 })
      .toBe(1);
    await page.clock.install();
    await page.goto(`/tickets/${key}`);
    const clock = page.getByRole("group", { name: template });
    await expect(clock.getByText(new RegExp(either("^7시간 5\\d분 남음$", "^7h 5\\dm left$")))).toBeVisible();
    // Only the page's clock moves: asked again, the server would tell of its own.
    await page.route("**/api/tickets/*/sla", (asked) => asked.abort());
    await page.clock.fastForward("00:50:00");
    await expect(clock.getByText(new RegExp(either("^7시간 \\d분 남음$", "^7h \\dm left$")))).toBeVisible();
    await page.unroute("**/api/tickets/*/sla");
    await clock.getByRole("button").click();
    await expect(page.getByRole("dialog").getByText(either("티켓이 등록됨", "The ticket was created"))).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("In the other language the same is said", async () => {
    const me = await send<{ version: number }>(page, "get", "/api/me");
    await send(page, "patch", "/api/me", { language: language === "ko" ? "en" : "ko" }, me.version);
    if (language !== "ko") return;
    await page.goto("/admin/desks/IT/sla");
    await page.getByRole("link", { name: "Time to first response" }).first().click();
    await expect(page.getByRole("heading", { name: inEnglish("When time counts") })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("tab", { name: inEnglish("Simulation") }).click();
    await expect(page.getByText(inEnglish("There is no draft to compare. Change the policy and save the draft first."))).toBeVisible();
    await expectAccessible(page);
  });
});
