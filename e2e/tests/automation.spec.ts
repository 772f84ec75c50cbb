import { expect, expectAccessible, send, test } from "../support/story.ts";

const password = "처마 끝에 걸린 가을 달 2026";

test("a rule of the library is adapted, tried on a ticket, published, watched at work, and read afterwards", async ({
  page,
  language,
  say,
  either,
}) => {
  const rule = either("급하다고 적힌 티켓의 우선순위 올리기", "Raise what says it is urgent");
  const urgent = either("긴급: 메일이 안 와요", "Urgent: no mail arrives");
  let key = "";

  const create = async (summary: string) =>
    (await send(page, "post", "/api/tickets", { deskKey: "IT", type: "incident", values: { summary } })).key;

  await test.step("A desk", async () => {
    await page.goto("/");
    await send(page, "post", "/api/setup", {
      organisationName: either("한빛제조", "Hanbit Manufacturing"),
      administrator: { displayName: either("최관리", "Robin Choi"), email: "admin@example.com", password },
      language,
      timeZone: "Asia/Seoul",
      firstDesk: { key: "IT", name: either("전산 지원", "IT support"), template: null },
    });
    key = await create(urgent);
  });

  await test.step("A ready rule is found in the library and taken as a draft", async () => {
    await page.goto("/admin/desks/IT/automation");
    await page.getByRole("link", { name: say("Library"), exact: true }).first().click();
    await page.getByRole("searchbox", { name: say("Search the library") }).fill(rule);
    await expect(page.getByRole("button", { name: say("Use this rule") })).toHaveCount(1);
    await expectAccessible(page);
    await page.getByRole("button", { name: say("Use this rule") }).click();
    await expect(page.getByRole("heading", { level: 1, name: rule })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("What it would do with a ticket is seen, and nothing of it stays", async () => {
    await page.getByRole("tab", { name: say("Try it") }).click();
    await page.getByRole("textbox", { name: say("Ticket") }).fill(key);
    await page.getByRole("button", { name: say("Try it") }).click();
    await expect(page.getByRole("list", { name: say("Steps") }).getByRole("listitem")).toHaveCount(3);
    await expectAccessible(page);
    expect((await send<{ priority: number }>(page, "get", `/api/tickets/${key}`)).priority).not.toBe(2);
  });

  await test.step("It is published and acts on the next ticket", async () => {
    await page.getByRole("tab", { name: say("Rule"), exact: true }).click();
    await page.getByRole("button", { name: say("Publish…") }).click();
    await page.getByRole("dialog").getByRole("button", { name: say("Publish"), exact: true }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    key = await create(urgent);
    await expect
      .poll(async () => (await send<{ priority: number }>(page, "get", `/api/tickets/${key}`)).priority, {
        timeout: 20_000,
      })
      .toBe(2);
    await page.goto(`/tickets/${key}?tab=history`);
    await expect(page.getByText(rule).first()).toBeVisible();
  });

  await test.step("What each step answered is in its record", async () => {
    await page.goto("/admin/desks/IT/automation");
    await page.getByRole("link", { name: rule }).click();
    await page.getByRole("tab", { name: say("Runs") }).click();
    const runs = page.getByRole("list", { name: say("Runs") });
    await expect(runs.getByRole("link", { name: new RegExp(key) })).toBeVisible();
    await runs.getByRole("button", { name: say("Steps") }).click();
    await expect(runs.getByRole("list", { name: say("Steps") }).getByRole("listitem")).toHaveCount(3);
    await expectAccessible(page);
  });
});
