import { expect, expectAccessible, picture, send, test } from "../support/story.ts";

import type { Page } from "@playwright/test";

const password = "정자 위에 부는 여름 바람 2026";

test("a line of approval with agreement, reference, a final decision and a substitute", async ({
  page: administrator,
  language,
  say,
  either,
  somebodyElse,
}) => {
  const suffix = language === "ko" ? ".ko" : "";
  const ids: Record<string, number> = {};

  /** A new person with a browser of their own, signed in. */
  const person = async (name: string, who: string): Promise<Page> => {
    const email = `${who}@example.com`;
    const { id } = await send(administrator, "post", "/api/people", {
      displayName: name,
      email,
      language,
      timeZone: "Asia/Seoul",
    });
    ids[who] = id;
    const { url } = await send<{ url: string }>(administrator, "post", `/api/people/${id}/password-reset`, {});
    const page = await somebodyElse();
    await page.goto("/sign-in");
    await send(page, "post", `/api/password-resets/${url.slice(url.lastIndexOf("/") + 1)}`, { password });
    await send(page, "post", "/api/session", { email, password });
    return page;
  };
  const decideOnPage = async (page: Page, key: string, button: string) => {
    await page.goto(`/portal/requests/${key}`);
    await page.getByRole("form", { name: say("Decide") }).getByRole("button", { name: button, exact: true }).click();
    await expect(page.getByRole("form", { name: say("Decide") })).toHaveCount(0);
  };
  const approve = either("승인", "Approve");
  const agree = either("합의", "Agree");

  await administrator.goto("/");
  await send(administrator, "post", "/api/setup", {
    organisationName: either("한빛제조", "Hanbit Manufacturing"),
    administrator: { displayName: either("최관리", "Robin Choi"), email: "admin@example.com", password },
    language,
    timeZone: "Asia/Seoul",
    firstDesk: { key: "IT", name: either("전산 지원", "IT support"), template: null },
  });
  const drafter = await person(either("김하늘", "Sky Kim"), "drafter");
  const legal = await person(either("박법무", "Logan Park"), "legal");
  const lead = await person(either("이팀장", "Leigh Lee"), "lead");
  const chief = await person(either("정이사", "Chris Jung"), "chief");
  const deputy = await person(either("한대결", "Dana Han"), "deputy");
  const reader = await person(either("오참조", "Remy Oh"), "reader");

  await test.step("A status asks for an approval", async () => {
    await send(administrator, "post", "/api/desks/IT/fields", {
      key: "amount",
      type: "number",
      name: { ko: "금액", en: "Amount" },
    });
    await send(administrator, "post", "/api/desks/IT/request-types", {
      ticketType: "service_request",
      name: { ko: "구매 요청", en: "Purchase" },
    });
    const workflows = await send<{ id: number; ticketTypes: string[] }[]>(
      administrator,
      "get",
      "/api/desks/IT/workflows",
    );
    const id = workflows.find(({ ticketTypes }) => ticketTypes.includes("service_request"))?.id ?? 0;
    const at = `/api/desks/IT/workflows/${id}`;
    const { definition } = await send<{ definition: { statuses: object[]; transitions: object[] } }>(
      administrator,
      "get",
      `${at}/draft`,
    );
    const of = (who: string) => [{ type: "person", id: ids[who] }];
    const step = { rule: "all", refusalEnds: true, skipWithoutApprover: false, comment: "on_rejection" };
    definition.statuses.push({
      key: "deciding",
      name: { ko: "결재 중", en: "Being approved" },
      customerName: null,
      category: "waiting",
      approval: {
        steps: [
          { ...step, kind: "agree", refusalEnds: false, approvers: of("legal") },
          { ...step, kind: "approve", approvers: of("lead"), finalWhen: { field: "amount", atMost: 1_000_000 } },
          { ...step, kind: "approve", approvers: of("chief") },
          { ...step, kind: "reference", approvers: of("reader") },
        ],
        approved: "approve",
        rejected: "reject",
        composed: false,
        ownRequest: false,
      },
    });
    const transition = { customer: false, onCustomerComment: false, screen: [], set: {}, style: "default" };
    definition.transitions.push(
      {
        ...transition,
        key: "ask",
        name: { ko: "결재 올리기", en: "Ask for approval" },
        from: ["received"],
        to: "deciding",
        customer: true,
        screen: [{ field: "amount", required: true }],
      },
      { ...transition, key: "approve", name: { ko: "승인됨", en: "Approved" }, from: ["deciding"], to: "in_progress" },
      {
        ...transition,
        key: "reject",
        name: { ko: "반려됨", en: "Rejected" },
        from: ["deciding"],
        to: "withdrawn",
        set: { resolution: "declined" },
      },
    );
    await send(administrator, "put", `${at}/draft`, definition, 0);
    await send(administrator, "post", `${at}/publications`, { note: "", moves: [] }, 1);
    if (!process.env.MARU_PICTURES) return;
    await administrator.goto(`/admin/desks/IT/workflows/${id}?view=list`);
    await administrator
      .getByRole("button", { name: either("‘결재 중’ 상태 편집", "Edit the status Being approved") })
      .click();
    await administrator
      .getByText(say("The approval begins"), { exact: true })
      .evaluate((label) => label.scrollIntoView({ block: "start" }));
    await picture(administrator, `approval-design${suffix}.png`);
  });

  const asked = async (summary: string, amount: number): Promise<string> => {
    const portal = await send<{ desks: { groups: { requestTypes: { id: number }[] }[] }[] }>(drafter, "get", "/api/portal");
    const requestTypeId = portal.desks[0]?.groups[0]?.requestTypes[0]?.id;
    const { key } = await send(drafter, "post", "/api/requests", { requestTypeId, values: { summary } });
    await send(drafter, "post", `/api/requests/${key}/transitions`, { transition: "ask", fields: { amount } }, 1);
    return key;
  };

  await test.step("Below the limit the second step is final", async () => {
    const key = await asked(either("무선 마우스 20개", "Twenty mice"), 500_000);
    await decideOnPage(legal, key, agree);
    await decideOnPage(lead, key, approve);
    await drafter.goto(`/portal/requests/${key}`);
    const line = drafter.getByRole("list", { name: say("Line of approval") });
    await expect(line.getByText(either("전결", "Final"), { exact: true })).toBeVisible();
    await expect(line.getByText(either("생략", "Skipped"), { exact: true })).toBeVisible();
  });

  await test.step("Above it: agreed on the web, approved by link, and by a substitute", async () => {
    const key = await asked(either("서버 증설", "More servers"), 5_000_000);
    await legal.goto("/portal/approvals");
    await expect(legal.getByText(either("서버 증설", "More servers"))).toBeVisible();
    await expectAccessible(legal);
    await legal.keyboard.press("j");
    await legal.keyboard.press("a");
    const dialog = legal.getByRole("dialog");
    await dialog.getByLabel(either("의견", "Comment")).fill(either("계약 조건 확인했습니다.", "The contract is fine."));
    await dialog.getByRole("button", { name: agree, exact: true }).click();
    await expect(legal.getByText(say("Nothing waits for your decision"))).toBeVisible();

    await administrator.goto(`/tickets/${key}`);
    const changeApprovers = administrator.getByRole("button", {
      name: either("결재자 변경: 2. 승인", "Change approvers: 2. Approval"),
    });
    await expect(changeApprovers).toBeVisible();
    await picture(administrator, `approval-ticket${suffix}.png`);
    await changeApprovers.click();
    const change = administrator.getByRole("dialog");
    await change
      .getByRole("button", { name: either("이팀장 결재 링크 만들기", "Make a link for Leigh Lee") })
      .click();
    const link = (await change.getByTestId("approval-link").textContent()) ?? "";
    const mail = await somebodyElse();
    for (let scan = 0; scan < 2; scan++) await mail.goto(link);
    await expectAccessible(mail);
    await picture(mail, `approval-link${suffix}.png`);
    await mail.getByRole("button", { name: approve, exact: true }).click();
    await expect(mail.getByText(say("Your approval is recorded"))).toBeVisible();
    await mail.reload();
    await expect(mail.getByText(say("This has been decided"))).toBeVisible();

    await chief.goto("/profile");
    await expect(chief.getByRole("form", { name: say("New absence") })).toBeVisible();
    await send(chief, "post", "/api/me/absences", {
      substituteId: ids.deputy,
      endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    await deputy.goto("/portal/approvals");
    await expect(deputy.getByText(either("정이사 대결", "in place of Chris Jung"))).toBeVisible();
    await decideOnPage(deputy, key, approve);

    await drafter.goto(`/portal/requests/${key}`);
    const line = drafter.getByRole("list", { name: say("Line of approval") });
    await expect(line.getByText(either("대결", "in place"), { exact: true })).toBeVisible();
    await expect(drafter.getByText(either("계약 조건 확인했습니다.", "The contract is fine."))).toBeVisible();
    await expectAccessible(drafter);
    await picture(drafter, `approval-line${suffix}.png`);
    await drafter.goto(`/approvals/${key}/print`);
    await expect(drafter.getByRole("list", { name: say("Line of approval") })).toBeVisible();
    await reader.goto("/portal/approvals?scope=referenced");
    await expect(reader.getByText(either("서버 증설", "More servers"))).toBeVisible();
  });
});
