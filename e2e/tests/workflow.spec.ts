import { expect, expectAccessible, field, picture, test } from "../support/story.ts";

import type { Locator, Page } from "@playwright/test";

const password = "정자 위에 부는 여름 바람 2026";

/** Asks the API as whoever is signed in on this page; for what is not the story itself. */
async function ask<Answer>(page: Page, method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> {
  const answer = await page.evaluate(
    async ([how, where, sent]) => {
      const token = /XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? "";
      const response = await fetch(where, {
        method: how,
        headers: { "Content-Type": "application/json", "X-XSRF-TOKEN": decodeURIComponent(token) },
        ...(sent === "" ? {} : { body: sent }),
      });
      return { status: response.status, text: await response.text() };
    },
    [method, path, body === undefined ? "" : JSON.stringify(body)] as const,
  );
  expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
  return (answer.text === "" ? undefined : JSON.parse(answer.text)) as Answer;
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await expect(page.locator("input[autocomplete=current-password]")).toBeVisible();
  await ask(page, "POST", "/api/session", { email, password });
}

test("an incident workflow is drawn, followed, changed under way and taken back", async ({
  page: administrator,
  language,
  say,
  either,
  somebodyElse,
}) => {
  const suffix = language === "ko" ? ".ko" : "";
  const agent = await somebodyElse();
  const customer = await somebodyElse();
  const panel = administrator.getByRole("region", { name: say("Details") });
  const names = {
    registered: either("등록", "Registered"),
    spread: either("접수·전파", "Received and told"),
    worked: either("처리", "In work"),
    closed: either("종결", "Closed"),
    receive: either("접수", "Receive"),
    begin: either("처리 시작", "Begin work"),
    confirm: either("해결 확인", "Confirm"),
  };
  const status = (name: string) =>
    administrator.locator(".react-flow__node").filter({ has: administrator.getByText(name, { exact: true }) });
  const nameIt = async (korean: string, english: string) => {
    await panel.getByRole("group", { name: say("Name") }).first().getByLabel("한국어").fill(korean);
    await panel.getByRole("group", { name: say("Name") }).first().getByLabel("English").fill(english);
  };
  /** Where something stands once the diagram has come to rest. */
  const standing = async (what: Locator) => {
    let before = "";
    await expect(async () => {
      const now = JSON.stringify(await what.boundingBox());
      const rests = now === before;
      before = now;
      expect(rests).toBe(true);
    }).toPass({ intervals: [120] });
    return JSON.parse(before) as { x: number; y: number; width: number; height: number };
  };
  const connect = async (from: string, to: string) => {
    const end = await standing(status(to));
    await status(from).hover();
    const start = await standing(status(from).locator(".react-flow__handle-bottom"));
    await administrator.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
    await administrator.mouse.down();
    await administrator.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 6 });
    await administrator.mouse.up();
    await expect(panel.getByRole("heading", { name: either("새 전환", "New transition") })).toBeVisible();
  };
  const saved = () => expect(administrator.getByText(say("Draft saved"))).toBeVisible();
  const publish = async (why: string) => {
    await saved();
    await administrator.getByRole("button", { name: say("Publish…") }).click();
    const dialog = administrator.getByRole("dialog");
    await dialog.getByLabel(say("Why")).fill(why);
    return dialog;
  };
  let customerId = 0;

  await test.step("An organisation with an agent and a customer", async () => {
    await administrator.goto("/");
    await expect(administrator).toHaveURL(/setup/);
    await ask(administrator, "POST", "/api/setup", {
      organisationName: either("한빛제조", "Hanbit Manufacturing"),
      administrator: { displayName: either("최관리", "Robin Choi"), email: "admin@example.com", password },
      language,
      timeZone: "Asia/Seoul",
      firstDesk: { key: "IT", name: either("IT 지원", "IT support"), template: "it" },
    });
    await signIn(administrator, "admin@example.com");
    for (const [displayName, email] of [
      [either("박지원", "Jamie Park"), "agent@example.com"],
      [either("김하늘", "Sky Kim"), "customer@example.com"],
    ] as const) {
      const person = await ask<{ id: number }>(administrator, "POST", "/api/people", { displayName, email, language, timeZone: "Asia/Seoul", password });
      if (email.startsWith("agent")) {
        await ask(administrator, "POST", "/api/desks/IT/members", { role: "agent", personId: person.id });
      } else customerId = person.id;
    }
    await signIn(agent, "agent@example.com");
    await signIn(customer, "customer@example.com");
  });

  await test.step("The workflow is drawn from nothing", async () => {
    await administrator.goto("/admin/desks/IT/workflows");
    await administrator.getByRole("button", { name: say("New workflow") }).click();
    const dialog = administrator.getByRole("dialog");
    await dialog.getByLabel("한국어").fill("장애 대응");
    await dialog.getByLabel("English").fill("Incident response");
    await dialog.getByRole("button", { name: say("Create the workflow") }).click();
    await expect(administrator).toHaveURL(/workflows\/\d+/);
    await expect(administrator.locator(".react-flow__node").first()).toBeVisible();
    await administrator.keyboard.press("Control+a");
    await administrator.keyboard.press("Delete");
    await expect(administrator.locator(".react-flow__node")).toHaveCount(0);

    for (const [korean, english] of [
      ["등록", "Registered"],
      ["접수·전파", "Received and told"],
      ["처리", "In work"],
      ["종결", "Closed"],
    ] as const) {
      await administrator.getByRole("button", { name: say("Status"), exact: true }).click();
      await nameIt(korean, english);
      await expect(status(either(korean, english))).toBeVisible();
    }
    await field(panel, either("분류", "Category")).click();
    await administrator.getByRole("option", { name: either("완료", "Done"), exact: true }).click();
    await administrator.getByRole("button", { name: say("Show all of it") }).click();

    await connect(names.registered, names.spread);
    await nameIt("접수", "Receive");
    await connect(names.spread, names.worked);
    await nameIt("처리 시작", "Begin work");
    await connect(names.worked, names.closed);
    await nameIt("해결 확인", "Confirm");
    await panel.getByLabel(say("Customers may take it too")).check();
    await field(panel, say("Resolution that it sets by itself")).click();
    await administrator.getByRole("option", { name: either("완료", "Done"), exact: true }).click();
    await administrator.getByRole("button", { name: say("Tidy up the diagram") }).click();
    await saved();
    await administrator.keyboard.press("Escape");
    await expectAccessible(administrator);
    await administrator.getByText(say("Problems"), { exact: true }).first().click();
    await expect(administrator.getByText(say("Nothing is wrong"))).toBeVisible();
    await administrator.getByText(say("Details"), { exact: true }).first().click();
    await picture(administrator, `workflow${suffix}.png`);
    await (await publish(either("첫 장애 절차", "Our first incident procedure")))
      .getByRole("button", { name: say("Publish"), exact: true })
      .click();
    await expect(administrator.getByText(say("As published"))).toBeVisible();
  });

  await test.step("Incidents follow it from now on", async () => {
    await administrator.goto("/admin/desks/IT/workflows");
    await field(administrator, either("장애", "Incident")).click();
    await administrator.getByRole("option", { name: either("장애 대응", "Incident response") }).click();
    await administrator.getByRole("button", { name: say("Assign"), exact: true }).click();
    await expect(administrator.getByText(say("The workflows are assigned."))).toBeVisible();
  });

  const raise = (summary: string) =>
    ask<{ key: string }>(agent, "POST", "/api/tickets", {
      deskKey: "IT",
      type: "incident",
      values: { summary },
      reporterId: customerId,
    });

  await test.step("A ticket goes through it with agent and customer", async () => {
    const { key } = await raise(either("메일이 보내지지 않아요", "Mail cannot be sent"));
    await agent.goto(`/tickets/${key}`);
    await agent.getByRole("button", { name: names.receive, exact: true }).click();
    await agent.getByRole("button", { name: names.begin, exact: true }).click();
    await expect(agent.getByRole("region", { name: say("Status") }).getByText(names.worked, { exact: true })).toBeVisible();
    await agent.getByRole("button", { name: say("Where the ticket stands in its workflow") }).click();
    await expect(agent.getByRole("dialog").getByRole("list").getByText(names.spread, { exact: true }).first()).toBeVisible();
    await agent.keyboard.press("Escape");
    await customer.goto(`/portal/requests/${key}`);
    await customer.getByRole("button", { name: names.confirm, exact: true }).click();
    await customer.getByRole("dialog").getByRole("button", { name: names.confirm, exact: true }).click();
    await expect(customer.getByText(names.closed, { exact: true }).first()).toBeVisible();
  });

  const underWay = await raise(either("VPN이 끊깁니다", "The VPN drops"));
  await test.step("A status vanishes; the ticket in it goes where the publisher says", async () => {
    await agent.goto(`/tickets/${underWay.key}`);
    await agent.getByRole("button", { name: names.receive, exact: true }).click();
    await expect(agent.getByRole("button", { name: names.begin, exact: true })).toBeVisible();

    await administrator.getByRole("link", { name: either("장애 대응", "Incident response") }).click();
    await status(names.spread).click();
    await administrator.keyboard.press("Delete");
    await expect(status(names.spread)).toHaveCount(0);
    await connect(names.registered, names.worked);
    await nameIt("바로 처리", "Work at once");
    await saved();
    await administrator.getByText(say("Changes"), { exact: true }).first().click();
    await expect(status(names.spread)).toBeVisible();
    const dialog = await publish(either("접수를 따로 두지 않습니다", "Receiving is no longer a step of its own"));
    await field(dialog, either(`‘${names.spread}’ 상태의 티켓을 옮길 상태`, `Tickets in “${names.spread}” go to`)).click();
    await administrator.getByRole("option", { name: names.worked, exact: true }).click();
    await picture(administrator, `workflow-publish${suffix}.png`);
    await dialog.getByRole("button", { name: say("Publish"), exact: true }).click();
    await expect(administrator.getByText(say("As published"))).toBeVisible();
    await expect(agent.getByRole("button", { name: names.confirm, exact: true })).toBeVisible();
    await expect(agent.getByRole("region", { name: say("Status") }).getByText(names.worked, { exact: true })).toBeVisible();
  });

  await test.step("The change is taken back", async () => {
    await administrator.getByText(say("Versions"), { exact: true }).first().click();
    await administrator
      .getByRole("button", { name: either("버전 2을(를) 초안으로 되돌리기", "Make version 2 the draft") })
      .click();
    await expect(status(names.spread)).toBeVisible();
    await (await publish(either("되돌립니다", "Taken back"))).getByRole("button", { name: say("Publish"), exact: true }).click();
    await expect(administrator.getByText(say("As published"))).toBeVisible();
    const next = await raise(either("프린터가 멈췄습니다", "The printer stopped"));
    await agent.goto(`/tickets/${next.key}`);
    await agent.getByRole("button", { name: names.receive, exact: true }).click();
    await expect(agent.getByRole("region", { name: say("Status") }).getByText(names.spread, { exact: true })).toBeVisible();
  });
});
