import { expect, expectAccessible, field, picture, test } from "../support/story.ts";

import type { Page } from "@playwright/test";

const password = "정자 위에 부는 여름 바람 2026";

/** The password and its repetition. */
async function typeNewPassword(page: Page): Promise<void> {
  const fields = page.locator("input[autocomplete=new-password]");
  await expect(fields).toHaveCount(2);
  for (const each of await fields.all()) await each.fill(password);
}

test("a request is asked, answered and resolved", async ({ page: administrator, server, language, say, either, somebodyElse, viewport }) => {
  const phone = (viewport?.width ?? 0) < 700;
  const suffix = language === "ko" ? ".ko" : "";

  const signIn = async (page: Page, email: string) => {
    await page.goto("/sign-in");
    await page.getByLabel(say("Email")).fill(email);
    await page.locator("input[autocomplete=current-password]").fill(password);
    await page.getByRole("button", { name: say("Sign in"), exact: true }).click();
    await expect(page).not.toHaveURL(/sign-in/);
  };
  const choosePassword = async (page: Page, link: string) => {
    await page.goto(link);
    await typeNewPassword(page);
    await page.getByRole("button", { name: say("Set the password") }).click();
    await expect(page.getByText(say("Your new password is set"))).toBeVisible();
  };

  await test.step("The wizard: organisation, administrator, first desk", async () => {
    await administrator.goto("/");
    await expect(administrator).toHaveURL(/setup/);
    await expect(administrator.getByLabel(say("Name of the organisation"))).toBeVisible();
    await expectAccessible(administrator);
    await administrator.getByLabel(say("Name of the organisation")).fill(either("한빛제조", "Hanbit Manufacturing"));
    await administrator.getByRole("button", { name: say("Next") }).click();
    await administrator.getByLabel(say("Your name")).fill(either("최관리", "Robin Choi"));
    await administrator.getByLabel(say("Email")).fill("admin@example.com");
    await typeNewPassword(administrator);
    await administrator.getByRole("button", { name: say("Next") }).click();
    await expectAccessible(administrator);
    await administrator.getByRole("button", { name: say("Finish") }).click();
    await expect(administrator).not.toHaveURL(/setup/);
  });

  const links: Record<string, string> = {};
  await test.step("The administrator adds an agent and a customer", async () => {
    for (const [name, email] of [
      [either("박지원", "Jamie Park"), "agent@example.com"],
      [either("김하늘", "Sky Kim"), "customer@example.com"],
    ] as const) {
      await administrator.goto("/admin/people/new");
      await field(administrator, say("Name")).fill(name);
      await administrator.getByLabel(say("Email")).fill(email);
      await administrator.getByRole("button", { name: say("Add"), exact: true }).click();
      await administrator.getByRole("button", { name: say("Make a password link") }).click();
      links[email] = await administrator.getByRole("dialog").getByLabel(say("Link")).inputValue();
      await administrator.getByRole("button", { name: say("Done") }).click();
    }
    await administrator.goto("/admin/people");
    await expect(administrator.getByText("customer@example.com")).toBeVisible();
    await expectAccessible(administrator);
    await administrator.goto("/admin/desks/IT/members");
    const add = administrator.getByRole("form", { name: say("Add a member") });
    await field(add, say("Person")).fill("agent@");
    await administrator.getByRole("option", { name: either("박지원", "Jamie Park") }).click();
    await add.getByRole("button", { name: say("Add"), exact: true }).click();
    await expect(administrator.getByText("agent@example.com").first()).toBeVisible();
  });

  const customer = await somebodyElse();
  const summary = either("메일이 보내지지 않아요", "Mail cannot be sent");
  let key = "";
  await test.step("The customer finds the form and sends it with a file", async () => {
    await choosePassword(customer, links["customer@example.com"] ?? "");
    await signIn(customer, "customer@example.com");
    await expect(customer).toHaveURL(/portal/);
    await expectAccessible(customer);
    await picture(customer, `portal${suffix}.png`);
    await customer.getByLabel(say("Search for what you need, or for one of your requests")).fill(either("장애", "incident"));
    await customer
      .getByRole("search")
      .getByRole("link", { name: either("장애 신고", "Report an incident") })
      .click();
    await expect(customer).toHaveURL(/request-types/);
    await customer.getByLabel(either("무엇이 안 되나요?", "What does not work?")).fill(summary);
    for (const [label, option] of [
      [either("시스템", "System"), either("메일·캘린더", "Mail and calendar")],
      [either("영향도", "Impact"), either("나 또는 몇 사람", "Me or a few people")],
      [either("긴급도", "Urgency"), either("업무가 멈췄습니다", "Work has stopped")],
    ] as const) {
      await field(customer, label).click();
      await customer.getByRole("option", { name: option, exact: true }).click();
    }
    await customer.locator("input[type=file]").first().setInputFiles({
      name: either("오류 화면.txt", "error screen.txt"),
      mimeType: "text/plain",
      buffer: Buffer.from("0x80040115"),
    });
    await expect(customer.getByText(either("오류 화면.txt", "error screen.txt")).first()).toBeVisible();
    await expectAccessible(customer);
    await customer.reload();
    await expect(customer.getByLabel(either("무엇이 안 되나요?", "What does not work?"))).toHaveValue(summary);
    await picture(customer, `form${suffix}.png`);
    await customer.getByRole("button", { name: say("Send request") }).click();
    await expect(customer).toHaveURL(/requests\/IT-\d+/);
    key = /IT-\d+/.exec(customer.url())?.[0] ?? "";
    await expect(customer.getByRole("heading", { name: summary })).toBeVisible();
    await expectAccessible(customer);
  });

  const agent = await somebodyElse();
  await test.step("An agent sees it in the queue, takes it, notes and asks back", async () => {
    await choosePassword(agent, links["agent@example.com"] ?? "");
    await signIn(agent, "agent@example.com");
    await agent.goto("/queues/IT/unassigned");
    await expect(agent.getByText(summary).first()).toBeVisible();
    await expectAccessible(agent);
    await picture(agent, `queue${suffix}.png`);
    await agent.getByRole("link", { name: summary }).or(agent.getByText(summary)).first().click();
    await expect(agent).toHaveURL(new RegExp(`tickets/${key}`));
    if (phone) await agent.getByRole("button", { name: say("Details"), exact: true }).click();
    await agent.getByRole("button", { name: say("Assign to me") }).first().click();
    await expect(agent.getByText(either("박지원", "Jamie Park")).first()).toBeVisible();

    await agent.getByRole("button", { name: say("Internal note") }).first().click();
    await agent.getByRole("textbox", { name: say("Internal note") }).fill(either("메일 서버 인증서를 먼저 볼 것", "Look at the mail server's certificate first"));
    await agent.getByRole("button", { name: say("Add the internal note") }).click();
    await expect(agent.getByText(either("메일 서버 인증서를 먼저 볼 것", "Look at the mail server's certificate first")).first()).toBeVisible();

    await agent.getByRole("button", { name: say("Reply to the customer") }).first().click();
    await agent.getByRole("textbox", { name: say("Reply to the customer") }).fill(either("어느 PC에서 그런가요?", "Which computer is it?"));
    await agent.getByRole("button", { name: say("Send to the customer") }).click();
    await expect(agent.getByText(either("어느 PC에서 그런가요?", "Which computer is it?")).first()).toBeVisible();
    await agent.getByRole("button", { name: either("고객 회신 요청", "Ask the customer") }).click();
    await expect(agent.getByText(either("고객 회신 대기", "Waiting for customer")).first()).toBeVisible();
    await expectAccessible(agent);
  });

  await test.step("The customer is told by itself, sees no internal note, and answers", async () => {
    await expect(customer.getByText(either("어느 PC에서 그런가요?", "Which computer is it?")).first()).toBeVisible();
    await expect(customer.getByText(either("인증서", "certificate"))).toHaveCount(0);
    const editor = customer.getByRole("textbox", { name: say("Reply"), exact: true });
    await editor.fill(either("제 노트북입니다", "My laptop"));
    await customer.getByRole("button", { name: say("Send reply") }).click();
    await expect(editor).not.toContainText(either("제 노트북입니다", "My laptop"));
    await expect(customer.getByText(either("제 노트북입니다", "My laptop")).first()).toBeVisible();
  });

  await test.step("The agent gets the answer and resolves it", async () => {
    await expect(agent.getByText(either("제 노트북입니다", "My laptop")).first()).toBeVisible();
    await picture(agent, `ticket${suffix}.png`);
    await agent.getByRole("button", { name: either("해결", "Resolve"), exact: true }).click();
    const dialog = agent.getByRole("dialog");
    await field(dialog, say("Resolution")).click();
    await agent.getByRole("option").first().click();
    await dialog.getByRole("button", { name: either("해결", "Resolve"), exact: true }).click();
    await expect(agent.getByText(either("해결됨", "Resolved")).first()).toBeVisible();
    await agent.getByRole("tab", { name: say("History") }).click();
    await expect(agent.getByRole("list", { name: say("History") })).toBeVisible();
    await expectAccessible(agent);
  });

  await test.step("The customer sees every step, also after a restart", async () => {
    await expect(customer.getByText(either("해결됨", "Resolved")).first()).toBeVisible();
    await server.stop();
    await server.start();
    await customer.reload();
    await expect(customer.getByRole("heading", { name: summary })).toBeVisible();
    await expect(customer.getByText(either("제 노트북입니다", "My laptop")).first()).toBeVisible();
    await expect(customer.getByText(either("오류 화면.txt", "error screen.txt")).first()).toBeVisible();
    await expectAccessible(customer);
    if (phone) await picture(customer, `request-phone${suffix}.png`);
  });
});
