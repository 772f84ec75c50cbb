import { Button } from "@mantine/core";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { answering } from "@/testing/server";
import { renderInApp } from "@/testing/render";
import { ServerFormView, useServerForm } from "../form/server-form";
import type { FieldValues, FormField } from "./field";
import { fieldProblems, initialValues, wireValues } from "./field";
import { FieldList } from "./field-list";

const everything: FormField[] = [
  { key: "summary", type: "short_text", label: "Summary", required: true, help: "One line." },
  { key: "reason", type: "long_text", label: "Reason", required: false },
  { key: "amount", type: "number", label: "Amount", required: false, settings: { minimum: 1 } },
  { key: "needed", type: "date", label: "Needed by", required: false },
  {
    key: "device",
    type: "choice",
    label: "Device",
    required: true,
    options: [{ key: "laptop", name: "Laptop" }],
  },
  {
    key: "systems",
    type: "multi_choice",
    label: "Systems",
    required: false,
    options: [
      { key: "erp", name: "ERP" },
      { key: "mail", name: "Mail" },
    ],
  },
  { key: "agree", type: "checkbox", label: "I agree", required: false },
  { key: "approver", type: "person", label: "Approver", required: false },
  { key: "files", type: "file", label: "Files", required: false },
  { key: "priority", type: "priority", label: "Priority", required: false },
];

const written: FormField[] = [
  { key: "page", type: "url", label: "Page", required: false },
  { key: "address", type: "email", label: "Address", required: false },
  { key: "phone", type: "phone", label: "Phone", required: false },
  { key: "effort", type: "duration", label: "Effort", required: false },
  {
    key: "cost",
    type: "money",
    label: "Cost",
    required: false,
    settings: { currencies: ["KRW", "USD"] },
  },
];

interface RequestFormProps {
  fields?: FormField[];
  send: (values: FieldValues) => Promise<unknown>;
}

function RequestForm({ fields = everything, send }: RequestFormProps) {
  const form = useServerForm<FieldValues>({
    initialValues: initialValues(fields),
    validate: (values) => fieldProblems(fields, values),
    send: (values) => send(wireValues(fields, values)),
    pointerRoot: "/values",
  });
  return (
    <ServerFormView form={form} label="Request">
      <FieldList form={form} fields={fields} />
      <Button type="submit">Send</Button>
    </ServerFormView>
  );
}

test("every type of field can be filled in by its label and is sent as the API takes it", async () => {
  answering({ "GET /api/people": { body: { items: [{ id: 2, displayName: "홍길동" }], next: null } } });
  const send = vi.fn().mockResolvedValue({});
  const user = userEvent.setup();
  await renderInApp(<RequestForm send={send} />);
  await user.type(screen.getByLabelText(/Summary/), "노트북 신청");
  await user.type(screen.getByLabelText("Reason"), "New colleague");
  await user.type(screen.getByLabelText("Amount"), "2");
  await user.type(await screen.findByLabelText("Needed by"), "2026-12-01");
  await user.click(screen.getByRole("combobox", { name: /Device/ }));
  await user.click(await screen.findByRole("option", { name: "Laptop" }));
  await user.click(screen.getByRole("combobox", { name: "Systems" }));
  await user.click(await screen.findByRole("option", { name: "Mail" }));
  await user.keyboard("{Escape}");
  await user.click(screen.getByLabelText("I agree"));
  await user.click(screen.getByRole("combobox", { name: "Approver" }));
  await user.click(await screen.findByRole("option", { name: /홍길동/ }));
  await user.click(screen.getByRole("combobox", { name: "Priority" }));
  await user.click(await screen.findByRole("option", { name: "High" }));
  await user.click(screen.getByRole("button", { name: "Send" }));
  await vi.waitFor(() => expect(send).toHaveBeenCalledOnce());
  expect(send.mock.calls[0]?.[0]).toEqual({
    summary: "노트북 신청",
    reason: "New colleague",
    amount: 2,
    needed: "2026-12-01",
    device: "laptop",
    systems: ["mail"],
    agree: true,
    approver: 2,
    priority: 2,
  });
});

test("addresses, durations and amounts are typed as people write them", async () => {
  const send = vi.fn().mockResolvedValue({});
  const user = userEvent.setup();
  await renderInApp(<RequestForm fields={written} send={send} />);
  await user.type(screen.getByLabelText("Page"), "https://a.kr");
  await user.type(screen.getByLabelText("Address"), "m@a.kr");
  await user.type(screen.getByLabelText("Phone"), "0101");
  await user.type(screen.getByLabelText("Effort"), "1일 7시간");
  await user.selectOptions(screen.getByLabelText("Currency: Cost"), "USD");
  await user.type(screen.getByLabelText("Cost"), "1234.50");
  await user.tab();
  expect(screen.getByLabelText("Effort")).toHaveValue("1d 7h");
  expect(screen.getByLabelText("Cost")).toHaveValue("1,234.50");
  await user.click(screen.getByRole("button", { name: "Send" }));
  await vi.waitFor(() => expect(send).toHaveBeenCalledOnce());
  expect(send.mock.calls[0]?.[0]).toEqual({
    page: "https://a.kr",
    address: "m@a.kr",
    phone: "0101",
    effort: 111_600_000,
    cost: { amount: "1234.50", currency: "USD" },
  });
});

test("what is missing is told at its field", async () => {
  const send = vi.fn();
  await renderInApp(<RequestForm send={send} />);
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(await screen.findAllByText("This is needed.")).toHaveLength(2);
  expect(screen.getByLabelText(/Summary/)).toHaveAccessibleDescription(/This is needed\./);
  expect(screen.getByRole("combobox", { name: /Device/ })).toHaveAccessibleDescription("This is needed.");
  expect(send).not.toHaveBeenCalled();
});

test("the fields have no accessibility faults", async () => {
  await renderInApp(<RequestForm fields={[...everything, ...written]} send={vi.fn()} />);
  await screen.findByLabelText("Needed by");
  const form = screen.getByRole("form", { name: "Request" });
  const { violations } = await axe.run(form, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect(within(form).getByRole("button", { name: "Choose files" })).toBeVisible();
});

test("rows of a table are typed with the keyboard, and what is wrong is told at its cell", async () => {
  const name = (en: string) => ({ ko: null, en });
  const items: FormField = {
    key: "items",
    type: "table",
    label: "Items",
    required: true,
    settings: {
      columns: [
        { key: "what", type: "short_text", name: name("What"), required: true },
        { key: "price", type: "number", name: name("Price") },
        { key: "old", type: "short_text", name: name("Old"), active: false },
      ],
    },
  };
  const given = [{ what: "Screen", price: 10, old: "kept" }];
  let sent: FieldValues = {};
  function Asking() {
    const form = useServerForm<FieldValues>({
      initialValues: { items: given },
      validate: (values) => fieldProblems([items], values),
      send: (values) => Promise.resolve((sent = wireValues([items], values))),
    });
    return (
      <ServerFormView form={form} label="Asking">
        <FieldList form={form} fields={[items]} />
        <Button type="submit">Send</Button>
      </ServerFormView>
    );
  }
  await renderInApp(<Asking />);
  const cell = (row: number, column: RegExp) =>
    within(screen.getByRole("group", { name: `Row ${row}` })).getByRole("textbox", { name: column });
  await userEvent.type(await screen.findByRole("textbox", { name: /What/ }), "{Enter}");
  expect(cell(2, /What/)).toHaveFocus();
  await userEvent.tab();
  await userEvent.keyboard("3");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(await screen.findByText("This is needed.")).toBeVisible();
  expect(cell(2, /What/)).toBeInvalid();

  await userEvent.type(cell(2, /What/), "Cable");
  expect(screen.queryByText("This is needed.")).not.toBeInTheDocument();
  await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
  expect(cell(1, /What/)).toHaveValue("Cable");
  expect(cell(1, /What/)).toHaveFocus();
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  await vi.waitFor(() =>
    expect(sent).toEqual({
      items: [
        { what: "Cable", price: 3 },
        { what: "Screen", price: 10, old: "kept" },
      ],
    }),
  );
});
