import { expect, expectAccessible, field, picture, test } from "../support/story.ts";

import type { APIRequestContext } from "@playwright/test";

const password = "정자 위에 부는 여름 바람 2026";

test("a form asks only what applies", async ({ page: administrator, language, say, either, somebodyElse }) => {
  const suffix = language === "ko" ? ".ko" : "";
  const request: APIRequestContext = administrator.request;
  const csrf = async () => {
    const cookie = (await administrator.context().cookies()).find(({ name }) => name === "XSRF-TOKEN");
    return { "X-XSRF-TOKEN": cookie?.value ?? "" };
  };
  const post = async (path: string, data: object) => {
    const answer = await request.post(path, { data, headers: await csrf() });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as { id: number; url: string };
  };

  let link = "";
  await test.step("An installation with a desk, a customer, and fields to ask for", async () => {
    await administrator.goto("/");
    await post("/api/setup", {
      organisationName: either("한빛제조", "Hanbit Manufacturing"),
      administrator: { displayName: either("최관리", "Robin Choi"), email: "admin@example.com", password },
      language,
      timeZone: "Asia/Seoul",
      firstDesk: { key: "IT", name: either("전산 지원", "IT support"), template: null },
    });
    for (const body of [
      {
        key: "kind",
        type: "choice",
        name: { ko: "종류", en: "Kind" },
        options: [
          { key: "hardware", name: { ko: "하드웨어", en: "Hardware" } },
          { key: "software", name: { ko: "소프트웨어", en: "Software" } },
        ],
      },
      { key: "model", type: "short_text", name: { ko: "모델", en: "Model" } },
      { key: "reason", type: "short_text", name: { ko: "사유", en: "Reason" } },
    ]) {
      await post("/api/desks/IT/fields", body);
    }
    await post("/api/desks/IT/request-types", {
      ticketType: "service_request",
      name: { ko: "장비 요청", en: "Ask for equipment" },
    });
    const customer = await post("/api/people", {
      displayName: either("김하늘", "Sky Kim"),
      email: "customer@example.com",
      language,
      timeZone: "Asia/Seoul",
    });
    link = (await post(`/api/people/${customer.id}/password-reset`, {})).url;
  });

  await test.step("The administrator builds it in sections, with conditions in sentences", async () => {
    await administrator.goto("/admin/desks/IT/request-types");
    await administrator.getByRole("link", { name: either("장비 요청", "Ask for equipment") }).first().click();
    await administrator.getByRole("link", { name: say("Form"), exact: true }).click();
    const add = async (name: string) => {
      await administrator.getByRole("button", { name: say("Add a field") }).click();
      await administrator.getByRole("dialog").getByRole("button", { name: new RegExp(`^${name}`) }).click();
    };
    await add(either("종류", "Kind"));
    await administrator.getByRole("button", { name: say("Add a section") }).click();
    await administrator
      .getByRole("group", { name: say("Title") })
      .getByLabel(either("한국어", "English"))
      .fill(either("기기", "The machine"));
    const shownWhen = administrator.getByRole("group", { name: say("Shown when"), exact: true });
    await shownWhen.getByRole("button", { name: say("Add a condition") }).click();
    await field(shownWhen, say("Field")).click();
    await administrator.getByRole("option", { name: either("종류", "Kind"), exact: true }).click();
    await field(shownWhen, say("Value")).click();
    await administrator.getByRole("option", { name: either("하드웨어", "Hardware"), exact: true }).click();
    await add(either("모델", "Model"));
    await add(either("사유", "Reason"));
    const requiredWhen = administrator.getByRole("group", { name: say("Required when"), exact: true });
    await requiredWhen.getByRole("button", { name: say("As an expression") }).click();
    await requiredWhen.getByRole("textbox", { name: say("Expression") }).fill("fields.nothing == 1");
    await expect(requiredWhen.getByRole("alert")).toContainText("fields");
    await requiredWhen.getByRole("textbox", { name: say("Expression") }).fill('fields.model == "X1"');
    await expect(requiredWhen.getByRole("alert")).toHaveCount(0);

    const preview = administrator.getByRole("region", { name: say("As customers see it") });
    await expect(field(preview, either("모델", "Model"))).toHaveCount(0);
    await field(preview, either("종류", "Kind")).click();
    await administrator.getByRole("option", { name: either("하드웨어", "Hardware"), exact: true }).last().click();
    await expect(field(preview, either("모델", "Model"))).toBeVisible();
    await expectAccessible(administrator);
    await picture(administrator, `form-editor${suffix}.png`);
    await administrator.getByRole("button", { name: say("Save the form") }).click();
    await expect(administrator.getByText(say("Everything is saved."))).toBeVisible();
  });

  await test.step("The customer is asked what applies, and sends it", async () => {
    const customer = await somebodyElse();
    await customer.goto(link);
    const passwords = customer.locator("input[autocomplete=new-password]");
    await expect(passwords).toHaveCount(2);
    for (const each of await passwords.all()) await each.fill(password);
    await customer.getByRole("button", { name: say("Set the password") }).click();
    await expect(customer.getByText(say("Your new password is set"))).toBeVisible();
    await customer.goto("/sign-in");
    await customer.getByLabel(say("Email")).fill("customer@example.com");
    await customer.locator("input[autocomplete=current-password]").fill(password);
    await customer.getByRole("button", { name: say("Sign in"), exact: true }).click();
    await customer.getByRole("link", { name: either("장비 요청", "Ask for equipment") }).click();
    await field(customer, either("제목", "Summary")).fill(either("노트북이 느려요", "My laptop is slow"));
    await expect(field(customer, either("모델", "Model"))).toHaveCount(0);
    await field(customer, either("종류", "Kind")).click();
    await customer.getByRole("option", { name: either("하드웨어", "Hardware"), exact: true }).click();
    const model = field(customer, either("모델", "Model"));
    await model.pressSequentially("X1", { delay: 150 });
    await expect(model).toBeFocused();
    await expect(model).toHaveValue("X1");
    await expect(field(customer, either("사유", "Reason"))).toHaveAttribute("required");
    await expectAccessible(customer);
    await customer.getByRole("button", { name: say("Send request") }).click();
    await expect(customer.getByText(say("This is needed."))).toBeVisible();
    await field(customer, either("사유", "Reason")).fill(either("컴파일", "Compiling"));
    await customer.getByRole("button", { name: say("Send request") }).click();
    await expect(customer).toHaveURL(/requests\/IT-\d+/);
    await expect(customer.getByText("X1").first()).toBeVisible();
  });
});
