import { expect, expectAccessible, send, test } from "../support/story.ts";

const password = "처마 끝에 걸린 가을 달 2026";

test("somebody chooses what they hear, is named in a note, hears of it, reads it, and a desk words its mails", async ({
  page: administrator,
  language,
  say,
  either,
  somebodyElse,
}) => {
  const jamie = either("박지원", "Jamie Park");
  const told = either("최관리 님이 내부 메모에서 나를 언급했습니다", "Robin Choi mentioned you in an internal note");
  const summary = either("메일이 보내지지 않아요", "Mail cannot be sent");
  let key = "";
  const agent = await somebodyElse();

  await test.step("A desk with an agent and a ticket", async () => {
    await administrator.goto("/");
    await send(administrator, "post", "/api/setup", {
      organisationName: either("한빛제조", "Hanbit Manufacturing"),
      administrator: { displayName: either("최관리", "Robin Choi"), email: "admin@example.com", password },
      language,
      timeZone: "Asia/Seoul",
      firstDesk: { key: "IT", name: either("전산 지원", "IT support"), template: null },
    });
    const { id } = await send(administrator, "post", "/api/people", {
      displayName: jamie,
      email: "agent@example.com",
      language,
      timeZone: "Asia/Seoul",
    });
    await send(administrator, "post", "/api/desks/IT/members", { role: "agent", personId: id });
    const { url } = await send<{ url: string }>(administrator, "post", `/api/people/${id}/password-reset`, {});
    await agent.goto("/");
    await send(agent, "post", `/api/password-resets/${url.slice(url.lastIndexOf("/") + 1)}`, { password });
    await send(agent, "post", "/api/session", { email: "agent@example.com", password });
    key = (await send(administrator, "post", "/api/tickets", { deskKey: "IT", type: "incident", values: { summary } })).key;
  });

  await test.step("The agent wants to hear in Maru alone that somebody names them", async () => {
    await agent.goto("/profile");
    const kind = either("내부 메모에서 나를 언급", "You are mentioned in an internal note");
    const byMail = agent.getByRole("checkbox", { name: `${kind}: ${say("By mail")}` });
    await byMail.uncheck();
    const form = agent.getByRole("form", { name: say("Notifications") });
    await form.getByRole("button", { name: say("Save") }).click();
    await expect(agent.getByText(say("Saved.")).first()).toBeVisible();
    await agent.reload();
    await expect(byMail).not.toBeChecked();
    await agent.goto("/inbox");
    await expect(agent.getByText(say("Nothing unread"))).toBeVisible();
  });

  await test.step("They are named in an internal note", async () => {
    await administrator.goto(`/tickets/${key}`);
    await administrator.getByRole("button", { name: say("Internal note") }).first().click();
    const editor = administrator.getByRole("textbox", { name: say("Internal note") });
    await editor.click();
    await editor.pressSequentially(`@${jamie.slice(0, 2)}`);
    await administrator.getByRole("option", { name: jamie }).waitFor();
    await administrator.keyboard.press("Enter");
    await administrator.keyboard.type(either("인증서를 봐 주세요", "please look at the certificate"));
    await expectAccessible(administrator);
    await administrator.getByRole("button", { name: say("Add the internal note") }).click();
    await expect(administrator.getByText(`@${jamie}`).first()).toBeVisible();
  });

  await test.step("The bell and the inbox tell it by themselves, and what is read is gone from them", async () => {
    await expect(agent.getByRole("link", { name: new RegExp(told) })).toBeVisible();
    await expect(agent.locator("header").getByText("1", { exact: true })).toBeVisible();
    await expectAccessible(agent);
    await agent.getByRole("link", { name: new RegExp(told) }).click();
    await expect(agent).toHaveURL(new RegExp(`/tickets/${key}`));
    await expect(agent.getByText(`@${jamie}`).first()).toBeVisible();
    await agent.goto("/inbox");
    await expect(agent.getByText(say("Nothing unread"))).toBeVisible();
    await agent.getByText(say("All"), { exact: true }).click();
    await expect(agent.getByRole("link", { name: new RegExp(told) })).toBeVisible();
  });

  await test.step("The desk words its mails and sees one as it would be", async () => {
    await administrator.goto("/admin/desks/IT/mail-texts");
    await expect(administrator.getByRole("group", { name: say("Subject") })).toBeVisible();
    // Before the mail is shown: scripts, and so the checker, do not run in its frame.
    await expectAccessible(administrator);
    await administrator
      .getByRole("group", { name: say("Subject") })
      .getByRole("textbox", { name: either("한국어", "English") })
      .fill("{{ticket.key}} · {{reader}}");
    await administrator.getByRole("textbox", { name: say("Ticket") }).fill(key);
    await administrator.getByRole("button", { name: say("Show the mail") }).click();
    await expect(administrator.getByText(`${key} · ${either("최관리", "Robin Choi")}`)).toBeVisible();
    await expect(administrator.frameLocator("iframe").getByText(summary)).toBeVisible();
    await administrator.getByRole("button", { name: say("Save") }).click();
    await expect(administrator.getByText(say("Saved.")).first()).toBeVisible();
  });
});
