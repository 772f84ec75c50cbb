import { MailServer, mail } from "../support/mail.ts";
import { expect, expectAccessible, field, send, test } from "../support/story.ts";

const password = "처마 끝에 걸린 가을 달 2026";
const desk = "it@maru.example.com";

test("a customer and an agent talk, the one by mail and the other on the ticket; a stranger's mail is kept back and let through", async ({
  page: agent,
  server,
  language,
  say,
  either,
}) => {
  const world = new MailServer();
  const port = await world.start();
  const customer = "customer@hanbit.example.com";
  const summary = either("메일이 보내지지 않아요", "Mail cannot be sent");
  const asked = either("어느 PC에서 그런가요?", "Which computer is it?");
  const answered = either("제 노트북입니다. 감사합니다.", "It is my laptop. Thank you.");
  const noted = either("인증서부터 볼 것", "Look at the certificate first");
  let ticket = "";

  await test.step("An administrator names the server that mails leave by, and tries it", async () => {
    await agent.goto("/");
    await send(agent, "post", "/api/setup", {
      organisationName: either("한빛제조", "Hanbit Manufacturing"),
      administrator: { displayName: either("최관리", "Robin Choi"), email: "admin@example.com", password },
      language,
      timeZone: "Asia/Seoul",
      firstDesk: { key: "IT", name: either("전산 지원", "IT support"), template: "it" },
    });
    await send(agent, "post", "/api/people", {
      displayName: either("김하늘", "Sky Kim"),
      email: customer,
      language,
      timeZone: "Asia/Seoul",
    });
    await agent.goto("/admin/mail");
    const form = agent.getByRole("form", { name: say("Mail server") });
    await field(form, say("Server")).fill("127.0.0.1");
    await field(form, say("Encryption")).click();
    await agent.getByRole("option", { name: say("None"), exact: true }).click();
    await field(form, say("Port")).fill(`${port}`);
    await field(form, say("Sender’s address")).fill("maru@maru.example.com");
    await form.getByRole("button", { name: say("Save") }).click();
    await agent.getByRole("button", { name: say("Send a test") }).click();
    await expect(agent.getByText(say("The server has taken the mail."))).toBeVisible();
    expect(world.latest("admin@example.com")?.subject).toBe(either("메일 서버 시험", "A test of the mail server"));
    await expectAccessible(agent);
  });

  await test.step("They name a mailbox of the desk, which keeps back what strangers write", async () => {
    await agent.goto("/admin/mail?part=mailboxes");
    await agent.getByRole("button", { name: say("New mailbox") }).first().click();
    const dialog = agent.getByRole("dialog");
    await field(dialog, say("Address")).fill(desk);
    const choose = async (label: string, option: string) => {
      await field(dialog, label).click();
      await agent.getByRole("option", { name: option, exact: true }).click();
    };
    await choose(say("Request type"), either("장애 신고", "Report an incident"));
    await choose(say("How mail gets here"), say("A mail server sends it to Maru (SMTP)"));
    await choose(say("Mail from somebody unknown"), say("It is kept back for you to look at"));
    await expectAccessible(agent);
    await dialog.getByRole("button", { name: say("Save") }).click();
    await expect(agent.getByRole("region", { name: desk })).toBeVisible();
  });

  await test.step("A customer's mail becomes a ticket, and they are told its number", async () => {
    await mail(server.mailPort, {
      from: customer,
      to: desk,
      subject: summary,
      text: either("아침부터 오류가 납니다.", "There is an error since this morning."),
    });
    await expect.poll(() => world.latest(customer)?.subject).toMatch(/IT-\d+/);
    ticket = /IT-\d+/.exec(world.latest(customer)?.subject ?? "")?.[0] ?? "";
    await agent.goto(`/tickets/${ticket}`);
    await expect(agent.getByText(summary).first()).toBeVisible();
    await expect(
      agent.getByText(either("아침부터 오류가 납니다.", "There is an error since this morning.")).first(),
    ).toBeVisible();
  });

  await test.step("The agent notes something for the desk and asks back; only the question is mailed", async () => {
    await agent.getByRole("button", { name: say("Internal note") }).first().click();
    await agent.getByRole("textbox", { name: say("Internal note") }).fill(noted);
    await agent.getByRole("button", { name: say("Add the internal note") }).click();
    await expect(agent.getByText(noted).first()).toBeVisible();
    await agent.getByRole("button", { name: say("Reply to the customer") }).first().click();
    await agent.getByRole("textbox", { name: say("Reply to the customer") }).fill(asked);
    await agent.getByRole("button", { name: say("Send to the customer") }).click();
    await expect.poll(() => world.latest(customer)?.text).toContain(asked);
    expect(world.latest(customer)?.html).toContain(asked);
    expect(world.letters.filter(({ text, html }) => `${text}${html}`.includes(noted))).toEqual([]);
  });

  await test.step("The customer answers by mail; what they quote is not said again", async () => {
    const question = world.latest(customer);
    await mail(server.mailPort, {
      from: customer,
      to: desk,
      subject: `Re: ${question?.subject}`,
      inReplyTo: question?.messageId,
      text: `${answered}\r\n\r\n${either("2026년 11월 23일 (월) 오전 9:12, 전산 지원 <it@maru.example.com>님이 작성:", "On Mon, Nov 23, 2026 at 9:12 AM IT support <it@maru.example.com> wrote:")}\r\n> ${asked}\r\n`,
    });
    await expect(agent.getByText(answered).first()).toBeVisible();
    await expect(agent.getByText(asked)).toHaveCount(1);
    await expectAccessible(agent);
  });

  const offer = either("복합기 견적 보내 드립니다", "An offer for printers");
  await test.step("A stranger's mail is kept back with its reason and its source", async () => {
    await mail(server.mailPort, {
      from: "stranger@elsewhere.example.org",
      to: desk,
      subject: offer,
      text: either("견적서를 봐 주세요.", "Please look at our offer."),
    });
    await agent.goto("/admin/mail?part=received");
    const card = agent.getByRole("article", { name: offer });
    await expect(async () => {
      await agent.reload();
      await expect(card.getByText(say("Kept back"))).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await card.getByRole("button", { name: say("Source: {subject}").replace("{subject}", offer) }).click();
    await expect(card.getByText("stranger@elsewhere.example.org").nth(1)).toBeVisible();
    await expectAccessible(agent);
    await card.getByRole("button", { name: say("Let through: {subject}").replace("{subject}", offer) }).click();
  });

  await test.step("What is let through is filed, and the stranger is told as everybody is", async () => {
    const card = agent.getByRole("article", { name: offer });
    await expect(async () => {
      await agent.reload();
      await expect(card.getByRole("link", { name: new RegExp(`IT-\\d+ ${offer}`) })).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect.poll(() => world.latest("stranger@elsewhere.example.org")?.subject).toMatch(/IT-\d+/);
    await card.getByRole("link", { name: new RegExp(`IT-\\d+ ${offer}`) }).click();
    await expect(agent.getByText(either("견적서를 봐 주세요.", "Please look at our offer.")).first()).toBeVisible();
  });

  await world.stop();
});
