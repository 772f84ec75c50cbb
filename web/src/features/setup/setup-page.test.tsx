import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { aSession, renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { SetUpPage } from "./setup-page";

async function answerTheQuestions(user: ReturnType<typeof userEvent.setup>) {
  const fill = async (label: RegExp, text: string) => {
    (await screen.findByLabelText(label)).focus();
    await user.paste(text);
  };
  await fill(/Name of the organisation/, "Hanbit");
  await user.keyboard("{Enter}");
  await fill(/Your name/, "김민지");
  await fill(/Email/, "minji@example.com");
  await fill(/^Password/, "four words in a row");
  await fill(/The password again/, "four words in a row");
  await user.keyboard("{Enter}");
  (await screen.findByLabelText(/^Key/)).focus();
  await user.keyboard("{Enter}");
}

test("three answers by keyboard set the installation up", async () => {
  const sent = answering({
    "POST /api/setup": { status: 201, body: {} },
    "GET /api/session": { body: aSession() },
  });
  await renderInApp(<SetUpPage />, null);
  await answerTheQuestions(userEvent.setup());
  await vi.waitFor(() => expect(sent.some(({ path }) => path === "/api/session")).toBe(true));
  expect(JSON.parse(sent[0]?.body ?? "")).toMatchObject({
    organisationName: "Hanbit",
    administrator: { displayName: "김민지", email: "minji@example.com", password: "four words in a row" },
    language: "en",
    firstDesk: { key: "IT", name: "IT support", template: "it" },
  });
});

test("a step is left only when it is answered", async () => {
  const user = userEvent.setup();
  await renderInApp(<SetUpPage />, null);
  await user.click(screen.getByRole("button", { name: "Next" }));
  expect(await screen.findByText("Enter your organisation's name.")).toBeVisible();
  expect(screen.queryByLabelText(/Your name/)).not.toBeInTheDocument();
});

test("what the server does not accept leads back to the step that asked it", async () => {
  answering({
    "POST /api/setup": {
      status: 422,
      body: {
        code: "invalid",
        title: "Invalid",
        errors: [
          { pointer: "/administrator/password", code: "too_common", message: "This password is too common." },
        ],
      },
    },
  });
  await renderInApp(<SetUpPage />, null);
  await answerTheQuestions(userEvent.setup());
  expect(await screen.findByText("This password is too common.")).toBeVisible();
  expect(screen.getByLabelText(/^Password/)).toHaveValue("four words in a row");
});
