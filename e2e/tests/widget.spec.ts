import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import { expect, expectAccessible, picture, send, test } from "../support/story.ts";

import type { Page } from "@playwright/test";

const password = "담장 너머 감나무 세 그루 2026";

/** Somebody else's site: at another host than Maru, so that browsers keep the two apart. */
async function foreignSite(html: () => string): Promise<{ origin: string; site: Server }> {
  const site = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(html());
  });
  await new Promise<void>((ready) => site.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${(site.address() as AddressInfo).port}`, site };
}

test("a page of somebody else's shows the desk: who visits signs in, asks, follows, and chats", async ({
  page: administrator,
  server,
  language,
  say,
  either,
  somebodyElse,
}) => {
  let script = "";
  const html = () =>
    `<!doctype html><html lang="${language}"><meta name="viewport" content="width=device-width"><title>${either("한빛 쇼핑", "Hanbit shop")}</title><h1>${either("한빛 쇼핑", "Hanbit shop")}</h1>${script}`;
  const shop = await foreignSite(html);
  const other = await foreignSite(html);
  const visitor: Page = await somebodyElse();
  const question = either("배송이 언제 오나요?", "When does it arrive?");

  await test.step("A desk, somebody who works on it, and a customer", async () => {
    await administrator.goto("/");
    await send(administrator, "post", "/api/setup", {
      organisationName: either("한빛제조", "Hanbit Manufacturing"),
      administrator: { displayName: either("최관리", "Robin Choi"), email: "admin@example.com", password },
      language,
      timeZone: "Asia/Seoul",
      firstDesk: { key: "IT", name: either("고객 지원", "Customer support"), template: "it" },
    });
    const { id } = await send(administrator, "post", "/api/people", {
      displayName: either("김하늘", "Sky Kim"),
      email: "customer@example.com",
      language,
      timeZone: "Asia/Seoul",
    });
    const { url } = await send<{ url: string }>(administrator, "post", `/api/people/${id}/password-reset`, {});
    await send(administrator, "post", `/api/password-resets/${url.slice(url.lastIndexOf("/") + 1)}`, { password });
  });

  await test.step("The desk names the site that may show it, and gets a line for it", async () => {
    await administrator.goto("/admin/desks/IT/widgets");
    await expect(administrator.getByText(say("No other page shows this desk yet"))).toBeVisible();
    await expectAccessible(administrator);
    await administrator.getByRole("button", { name: say("New widget") }).click();
    const dialog = administrator.getByRole("dialog");
    await dialog.getByRole("textbox", { name: say("Name"), exact: true }).fill(either("쇼핑몰", "Shop"));
    const origins = dialog.getByRole("combobox", { name: say("Pages that may show it") });
    await origins.fill(`${shop.origin}/any/page`);
    await origins.press("Enter");
    await dialog.getByRole("combobox", { name: say("Chats become") }).click();
    await administrator.getByRole("option", { name: either("기타 문의", "Ask a question") }).click();
    await expectAccessible(administrator);
    await dialog.getByRole("button", { name: say("Save") }).click();
    await expect(administrator.getByText(shop.origin)).toBeVisible();
    script = (await administrator.locator("pre").textContent()) ?? "";
    expect(script).toContain(`${server.address}/widgets/`);
  });

  const frame = visitor.frameLocator("iframe");
  await test.step("The site shows it, and whoever visits signs in beside", async () => {
    await visitor.goto(shop.origin);
    await visitor.getByRole("button", { name: either("도움 받기", "Get help") }).click();
    await expect(frame.getByRole("heading", { name: either("고객 지원", "Customer support") })).toBeVisible();
    await expectAccessible(visitor);
    const [beside] = await Promise.all([
      visitor.waitForEvent("popup"),
      frame.getByRole("button", { name: say("Sign in with your account") }).click(),
    ]);
    await beside.getByLabel(say("Email")).fill("customer@example.com");
    await beside.locator("input[autocomplete=current-password]").fill(password);
    await beside.getByRole("button", { name: say("Sign in"), exact: true }).click();
    const closed = beside.waitForEvent("close");
    await beside
      .getByRole("button", { name: say("Continue as {displayName}").replace("{displayName}", either("김하늘", "Sky Kim")) })
      .click();
    await closed;
    await expect(frame.getByText(say("You can ask for"))).toBeVisible();
    await expectAccessible(visitor);
    await picture(visitor, `widget.${language}.png`);
  });

  await test.step("They search, ask, and see what becomes of it", async () => {
    await frame.getByRole("textbox", { name: say("Search for what you need, or for one of your requests") }).fill(either("문의", "question"));
    await frame.getByRole("button", { name: either("기타 문의", "Ask a question") }).click();
    await frame.getByRole("textbox", { name: either("궁금한 점", "Your question") }).fill(question);
    await frame.getByRole("button", { name: say("Send request") }).click();
    await expect(frame.getByRole("heading", { name: question })).toBeVisible();
    await expectAccessible(visitor);
    await frame.getByRole("button", { name: say("Back to the start") }).click();
    await expect(frame.getByText("IT-1")).toBeVisible();
  });

  await test.step("Nobody is there for a chat until somebody says so", async () => {
    await expect(frame.getByRole("button", { name: say("Chat with us") })).toBeDisabled();
    await administrator.goto("/chats");
    await administrator
      .getByRole("switch", {
        name: say("I am there for chats of {name}").replace("{name}", either("고객 지원", "Customer support")),
      })
      .check();
    await expectAccessible(administrator);
    await visitor.reload();
    await visitor.getByRole("button", { name: either("도움 받기", "Get help") }).click();
    await frame.getByRole("button", { name: say("Chat with us") }).click();
    await frame.getByRole("textbox", { name: say("Message") }).fill(either("로그인이 안 돼요", "I cannot sign in"));
    await frame.getByRole("button", { name: say("Send"), exact: true }).click();
    await expect(frame.getByRole("log")).toContainText(either("로그인이 안 돼요", "I cannot sign in"));
  });

  await test.step("Both sides hear each other at once", async () => {
    await administrator.getByRole("button", { name: say("Answer"), exact: true }).click();
    await expect(administrator).toHaveURL(/tickets\/IT-2/);
    await send(administrator, "post", "/api/tickets/IT-2/comments", {
      body: `<p>${either("지금 보고 있습니다", "I am looking at it")}</p>`,
      internal: false,
    });
    await expect(frame.getByRole("log")).toContainText(either("지금 보고 있습니다", "I am looking at it"));
    await frame.getByRole("textbox", { name: say("Message") }).fill(either("고맙습니다", "Thank you"));
    await frame.getByRole("textbox", { name: say("Message") }).press("Enter");
    await expect(administrator.getByText(either("고맙습니다", "Thank you"))).toBeVisible();
    await expectAccessible(visitor);
  });

  await test.step("A site that the desk does not name shows nothing of it", async () => {
    const elsewhere = await somebodyElse();
    await elsewhere.goto(other.origin);
    await elsewhere.getByRole("button", { name: either("도움 받기", "Get help") }).click();
    await expect(elsewhere.locator("iframe")).toBeVisible();
    const shown = elsewhere.frames().find((each) => each !== elsewhere.mainFrame());
    await expect.poll(() => shown?.url()).toContain("chrome-error:");
  });

  shop.site.close();
  other.site.close();
});
