import { expect, expectAccessible, picture, send, test } from "../support/story.ts";

import type { Page } from "@playwright/test";

const password = "정자 위에 부는 여름 바람 2026";
const many = 5_000;

/**
 * Makes tickets as whoever is signed in on this page. Not by the page itself: the trace that is kept of it would take longer than the
 * server.
 */
async function raise(page: Page, address: string, tickets: readonly object[]): Promise<void> {
  const cookies = await page.context().cookies();
  const headers = {
    "Content-Type": "application/json",
    "X-XSRF-TOKEN": decodeURIComponent(cookies.find(({ name }) => name === "XSRF-TOKEN")?.value ?? ""),
    Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
  };
  let next = 0;
  const work = async () => {
    for (let place = next++; place < tickets.length; place = next++) {
      const answer = await fetch(`${address}/api/tickets`, { method: "POST", headers, body: JSON.stringify(tickets[place]) });
      const said = await answer.text();
      if (answer.status !== 201) throw new Error(`${answer.status} ${said}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
}

test("a queue is made, filled, changed as a whole and moved on a board", async ({
  page: agent,
  server,
  language,
  say,
  either,
}) => {
  const suffix = language === "ko" ? ".ko" : "";
  const incident = (summary: string) => ({
    deskKey: "IT",
    type: "incident",
    values: { summary, description: "<p>-</p>" },
  });
  const row = (summary: string) => agent.getByRole("row").filter({ hasText: summary });

  await test.step("A desk with five thousand tickets", async () => {
    await agent.goto("/");
    await send(agent, "post", "/api/setup", {
      organisationName: either("한빛제조", "Hanbit Manufacturing"),
      administrator: { displayName: either("최관리", "Robin Choi"), email: "admin@example.com", password },
      language,
      timeZone: "Asia/Seoul",
      firstDesk: { key: "IT", name: either("전산 지원", "IT support"), template: null },
    });
    await raise(
      agent,
      server.address,
      Array.from({ length: many }, (_, place) => incident(either(`메일서버 점검 ${place}`, `Mail server check ${place}`))),
    );
  });

  await test.step("A queue is made by choosing conditions", async () => {
    await agent.goto("/queues/new?desk=IT");
    await agent.getByLabel(say("Name")).fill(either("아무도 맡지 않음", "Nobody's"));
    await agent
      .getByRole("radiogroup", { name: say("How the query is made") })
      .getByText(say("Conditions"))
      .click();
    await agent.getByRole("button", { name: say("Add a condition"), exact: true }).click();
    await agent.getByRole("combobox", { name: say("Field") }).fill(either("우선순위", "Priority"));
    await agent
      .getByRole("option", {
        name: either("우선순위", "Priority"),
        exact: true,
      })
      .click();
    await agent.getByRole("combobox", { name: say("Value") }).click();
    await agent
      .getByRole("option", { name: either("보통", "Medium"), exact: true })
      .first()
      .click();
    await agent.keyboard.press("Escape");
    await expectAccessible(agent);
    await agent.getByRole("button", { name: say("Save the queue") }).click();
    await expect(agent).toHaveURL(/queues\/IT\/\d+/);
    await expect(
      agent.getByRole("heading", {
        name: either("아무도 맡지 않음", "Nobody's"),
      }),
    ).toBeVisible();
    await expect(agent.getByText(either("5,000건", "5,000 tickets")).first()).toBeVisible();
  });

  await test.step("And one by text, which a new ticket reaches while somebody looks", async () => {
    await agent.goto(`/tickets?query=${encodeURIComponent('labels = vip AND "status category" != Done')}`);
    await agent.getByRole("link", { name: say("Keep as a queue") }).click();
    await agent.getByLabel(say("Name")).fill("VIP");
    await agent.getByRole("button", { name: say("Save the queue") }).click();
    await expect(agent.getByText(say("No ticket in this queue"))).toBeVisible();
    await raise(agent, server.address, [
      {
        ...incident(either("사장실 화면이 꺼졌어요", "The director's screen is black")),
        labels: ["vip"],
      },
    ]);
    await expect(row(either("사장실 화면이", "The director's screen"))).toBeVisible();
    await expect(agent.getByRole("navigation").getByRole("link", { name: /VIP/ })).toContainText("1");
    await expectAccessible(agent);
  });

  await test.step("Five thousand tickets are changed together", async () => {
    await agent.goto("/queues/IT/open");
    await expect(row(either("메일서버 점검", "Mail server check")).first()).toBeVisible();
    await picture(agent, `queue-list${suffix}.png`);
    await agent.getByRole("checkbox").first().check();
    await agent.getByRole("button", { name: /5,001/ }).click();
    await agent
      .getByRole("region", { name: say("Selected tickets") })
      .getByRole("button", { name: say("Change…") })
      .click();
    const dialog = agent.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: say("Add labels") }).check();
    await dialog
      .getByRole("textbox", { name: say("Add labels") })
      .or(dialog.getByRole("combobox", { name: say("Add labels") }))
      .first()
      .fill("2026");
    await agent.keyboard.press("Enter");
    await dialog.getByRole("button", { name: say("Preview") }).click();
    await dialog.getByRole("button", { name: say("Change tickets") }).click();
    await expect(dialog.getByText(either("변경 5,001건", "5,001 changed"))).toBeVisible({ timeout: 120_000 });
    await expectAccessible(agent);
  });

  await test.step("On the board a card is drawn to the status that it reaches", async () => {
    await agent.goto("/tickets?as=board&query=" + encodeURIComponent("labels = vip"));
    const card = agent.getByRole("listitem").filter({ hasText: either("사장실 화면이", "The director's screen") });
    await expect(card).toBeVisible();
    const columns = agent.locator("[data-column]");
    const target = columns
      .filter({ hasText: either("조치 중", "In progress") })
      .or(columns.nth(1))
      .first();
    await card.hover();
    await card.dragTo(target);
    await expect(target.getByText(either("사장실 화면이", "The director's screen"))).toBeVisible();
    await picture(agent, `board${suffix}.png`);
    await expectAccessible(agent);
  });

  await test.step("Words are found in Korean and in English", async () => {
    await raise(agent, server.address, [incident("회의실 프로젝터가 깜빡거립니다"), incident("The projectors were flickering")]);
    for (const [words, found] of [
      ["프로젝터", "회의실 프로젝터가"],
      ["projector flicker", "The projectors were flickering"],
    ] as const) {
      await expect(async () => {
        await agent.goto(`/search?query=${encodeURIComponent(words)}`);
        await expect(agent.getByText(found).first()).toBeVisible({
          timeout: 2_000,
        });
      }).toPass({ timeout: 20_000 });
    }
  });
});
