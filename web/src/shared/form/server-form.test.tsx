import { Button, TextInput } from "@mantine/core";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ProblemError } from "../api/problem";
import { renderInApp } from "@/testing/render";
import { ServerFormView, useServerForm } from "./server-form";

interface PersonFormProps {
  send: (values: { person: { name: string }; note: string }) => Promise<unknown>;
  draftKey?: string;
}

function PersonForm({ send, draftKey }: PersonFormProps) {
  const form = useServerForm({
    initialValues: { person: { name: "" }, note: "" },
    validate: ({ person }) => (person.name === "" ? { "person.name": "Enter a name." } : {}),
    send,
    draftKey,
  });
  return (
    <ServerFormView form={form} label="Person">
      <TextInput label="Name" {...form.getInputProps("person.name")} />
      <TextInput label="Note" {...form.getInputProps("note")} />
      <Button type="submit" loading={form.sending}>
        Save
      </Button>
    </ServerFormView>
  );
}

function refusal(errors: ProblemError["errors"], detail = "Not accepted"): ProblemError {
  return new ProblemError(422, "invalid", "Invalid", detail, errors, {});
}

test("what is missing is told before the server is asked, and the field is focused", async () => {
  const send = vi.fn();
  await renderInApp(<PersonForm send={send} />);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Enter a name.")).toBeVisible();
  expect(screen.getByLabelText("Name")).toHaveAccessibleDescription("Enter a name.");
  await vi.waitFor(() => expect(screen.getByLabelText("Name")).toHaveFocus());
  expect(send).not.toHaveBeenCalled();
});

test("violations appear at their fields, the rest above the form, and what was typed stays", async () => {
  const send = vi.fn().mockRejectedValue(
    refusal([
      { pointer: "/person/name", code: "too_long", message: "Too long." },
      { pointer: "/elsewhere", code: "odd", message: "The desk is closed." },
    ]),
  );
  await renderInApp(<PersonForm send={send} />);
  await userEvent.type(screen.getByLabelText("Name"), "홍길동");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Too long.")).toBeVisible();
  expect(screen.getByRole("alert")).toHaveTextContent("The desk is closed.");
  expect(screen.getByLabelText("Name")).toHaveValue("홍길동");
});

test("a failure without violations is told above the form", async () => {
  await renderInApp(<PersonForm send={vi.fn().mockRejectedValue(refusal([], "You may not do this."))} />);
  await userEvent.type(screen.getByLabelText("Name"), "Grace");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("You may not do this.");
});

test("a draft is found again after the form was closed, and gone once sent", async () => {
  const first = await renderInApp(<PersonForm send={vi.fn()} draftKey="person" />);
  await userEvent.type(screen.getByLabelText("Name"), "홍길동");
  first.unmount();
  const send = vi.fn().mockResolvedValue({});
  const second = await renderInApp(<PersonForm send={send} draftKey="person" />);
  expect(screen.getByLabelText("Name")).toHaveValue("홍길동");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(send).toHaveBeenCalledOnce());
  second.unmount();
  await renderInApp(<PersonForm send={vi.fn()} draftKey="person" />);
  expect(screen.getByLabelText("Name")).toHaveValue("");
});
