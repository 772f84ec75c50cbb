import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { FieldForm } from "./field-form";

test("a choice gets its key and those of its options from their names", async () => {
  const made = { id: 9, key: "a_b", type: "choice", name: {}, help: {}, settings: {}, options: [] };
  const sent = answering({
    "POST /api/desks/IT/fields": { status: 201, body: { ...made, system: false, version: 1 } },
  });
  const onSaved = vi.fn();
  await renderInApp(<FieldForm deskKey="IT" field={null} onClose={vi.fn()} onSaved={onSaved} />);
  const name = screen.getByRole("group", { name: /^Name/ });
  await userEvent.type(within(name).getByLabelText("English"), "A b");
  expect(screen.getByRole("textbox", { name: /^Key/ })).toHaveValue("a_b");
  await userEvent.click(screen.getByRole("combobox", { name: "Type" }));
  await userEvent.click(await screen.findByRole("option", { name: "Choice" }));
  await userEvent.click(screen.getByRole("button", { name: "Add an option" }));
  await userEvent.type(
    within(screen.getByRole("group", { name: "Option 1" })).getByLabelText("English"),
    "C d",
  );
  await userEvent.click(screen.getByRole("button", { name: "Add an option" }));
  await userEvent.type(
    within(screen.getByRole("group", { name: "Option 2" })).getByLabelText("한국어"),
    "공장",
  );
  await userEvent.click(screen.getByRole("button", { name: "Make the field" }));
  await vi.waitFor(() => expect(onSaved).toHaveBeenCalled());
  expect(JSON.parse(sent[0]?.body ?? "{}")).toEqual({
    key: "a_b",
    type: "choice",
    name: { ko: "", en: "A b" },
    help: { ko: "", en: "" },
    settings: {},
    options: [
      { key: "c_d", name: { ko: "", en: "C d" }, active: true },
      { key: "option_1", name: { ko: "공장", en: "" }, active: true },
    ],
  });
});

test("durations and currencies are bounded in their own words", async () => {
  const made = { id: 9, key: "effort", name: {}, help: {}, options: [], system: false, version: 1 };
  const sent = answering({
    "POST /api/desks/IT/fields": { status: 201, body: { ...made, type: "duration", settings: {} } },
  });
  const onSaved = vi.fn();
  await renderInApp(<FieldForm deskKey="IT" field={null} onClose={vi.fn()} onSaved={onSaved} />);
  const name = screen.getByRole("group", { name: /^Name/ });
  await userEvent.type(within(name).getByLabelText("English"), "Effort");
  await userEvent.click(screen.getByRole("combobox", { name: "Type" }));
  await userEvent.click(await screen.findByRole("option", { name: "Amount of money" }));
  await userEvent.click(screen.getByRole("button", { name: "Make the field" }));
  expect(await screen.findByText("Choose at least one currency.")).toBeVisible();

  await userEvent.click(screen.getByRole("combobox", { name: "Type" }));
  await userEvent.click(await screen.findByRole("option", { name: "Duration" }));
  await userEvent.type(screen.getByLabelText("Shortest duration"), "soon");
  await userEvent.click(screen.getByRole("button", { name: "Make the field" }));
  expect(await screen.findByText(/^Enter days, hours and minutes/)).toBeVisible();
  await userEvent.clear(screen.getByLabelText("Shortest duration"));
  await userEvent.type(screen.getByLabelText("Shortest duration"), "30분");
  await userEvent.click(screen.getByRole("button", { name: "Make the field" }));
  await vi.waitFor(() => expect(onSaved).toHaveBeenCalled());
  expect(JSON.parse(sent[0]?.body ?? "{}")).toMatchObject({
    key: "effort",
    type: "duration",
    settings: { minimum: 1_800_000 },
  });
});
