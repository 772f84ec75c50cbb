import { Button, TextInput } from "@mantine/core";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { api } from "@/shared/api/client";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { aSession, renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { SignInDialog } from "./sign-in-dialog";

const ended = { status: 401, body: { code: "sign_in_required", title: "Sign in" } };

function RequestPage({ onSent }: { onSent: () => void }) {
  const form = useServerForm({
    initialValues: { summary: "" },
    send: (values) => api.POST("/api/requests", { body: { requestTypeId: 1, values } }),
    onSent,
  });
  return (
    <>
      <ServerFormView form={form}>
        <TextInput label="Summary" {...form.getInputProps("summary")} />
        <Button type="submit">Send</Button>
      </ServerFormView>
      <SignInDialog />
    </>
  );
}

test("a session that ends while typing costs a password, and nothing that was typed", async () => {
  const sent = answering({
    "POST /api/requests": [ended, { status: 201, body: { key: "IT-1" } }],
    "POST /api/session": { body: aSession() },
  });
  const onSent = vi.fn();
  const user = userEvent.setup();
  await renderInApp(<RequestPage onSent={onSent} />);
  await user.type(screen.getByLabelText("Summary"), "프린터가 멈췄습니다");
  await user.click(screen.getByRole("button", { name: "Send" }));

  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByLabelText("Email")).toHaveValue("minji@example.com");
  await vi.waitFor(() => expect(within(dialog).getByLabelText("Password")).toHaveFocus());
  expect(within(dialog).queryByText("Enter your password.")).not.toBeInTheDocument();
  await user.keyboard("correct horse{Enter}");

  await vi.waitFor(() => expect(onSent).toHaveBeenCalledOnce());
  expect(screen.getByLabelText("Summary")).toHaveValue("프린터가 멈췄습니다");
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /api/requests",
    "POST /api/session",
    "POST /api/requests",
  ]);
  expect(sent[2]?.body).toBe(sent[0]?.body);
});

test("who does not sign in again keeps the page and hears why it was not sent", async () => {
  answering({ "POST /api/requests": ended });
  const user = userEvent.setup();
  await renderInApp(<RequestPage onSent={vi.fn()} />);
  await user.type(screen.getByLabelText("Summary"), "프린터");
  await user.click(screen.getByRole("button", { name: "Send" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Close" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(
    "Your session has ended. Sign in again to go on.",
  );
  expect(screen.getByLabelText("Summary")).toHaveValue("프린터");
});

test("a wrong password is told in the dialog", async () => {
  answering({
    "POST /api/requests": ended,
    "POST /api/session": {
      status: 401,
      body: { code: "wrong_credentials", title: "x", detail: "Not the right password." },
    },
  });
  const user = userEvent.setup();
  await renderInApp(<RequestPage onSent={vi.fn()} />);
  await user.click(screen.getByRole("button", { name: "Send" }));
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByLabelText("Password"), "wrong{Enter}");
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("Not the right password.");
});
