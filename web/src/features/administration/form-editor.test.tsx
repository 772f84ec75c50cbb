import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { FormEditor } from "./form-editor";
import type { FieldDefinition, RequestType } from "./resources";

function aField(id: number, key: string, changes: Partial<FieldDefinition> = {}): FieldDefinition {
  return {
    id,
    deskId: 1,
    key,
    type: "short_text",
    name: { ko: `필드 ${id}`, en: `Field ${id}` },
    help: {},
    settings: {},
    options: [],
    optionCount: 0,
    system: false,
    active: true,
    version: 1,
    ...changes,
  };
}

const summary = aField(1, "summary", { name: { ko: "제목", en: "Summary" }, system: true });
const model = aField(2, "model", {
  type: "choice",
  name: { ko: "기종", en: "Model" },
  options: [
    { key: "small", name: { ko: "작은 것", en: "Small" }, active: true },
    { key: "old", name: { ko: "옛것", en: "Old" }, active: false },
  ],
});
const reason = aField(3, "reason", { type: "long_text", name: { ko: "사유", en: "Reason" } });

const asked = ({ id, key, type, name }: FieldDefinition, required: boolean) => ({
  fieldId: id,
  key,
  type,
  name,
  required,
  label: {},
  help: {},
  defaultValue: null,
});

const inOneSection = (...fields: Array<ReturnType<typeof asked>>) => ({
  id: 30,
  sections: [{ title: {}, help: {}, columns: 1, fields }],
});

const laptop: RequestType = {
  id: 11,
  groupId: null,
  ticketType: "service_request",
  name: { ko: "노트북", en: "Laptop" },
  description: {},
  help: {},
  icon: "device-laptop",
  portal: true,
  active: true,
  position: 0,
  version: 6,
  form: inOneSection(asked(summary, true), asked(model, false)),
};

async function renderEditor(replies: Parameters<typeof answering>[0] = {}) {
  const sent = answering({ "GET /api/desks/IT/fields": { body: [summary, model, reason] }, ...replies });
  const onSaved = vi.fn().mockResolvedValue(undefined);
  await renderInApp(
    <FormEditor deskKey="IT" requestType={laptop} reload={() => Promise.resolve(laptop)} onSaved={onSaved} />,
  );
  await screen.findByRole("region", { name: "As customers see it" });
  return { sent, onSaved };
}

const preview = () => within(screen.getByRole("region", { name: "As customers see it" }));

test("the preview follows what is edited, in either language", async () => {
  await renderEditor();
  expect(preview().getByLabelText(/^Summary/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: /^Model/ }));
  const label = screen.getByRole("group", { name: "Label on this form" });
  await userEvent.type(within(label).getByLabelText("English"), "Which one?");
  expect(preview().getAllByLabelText("Which one?")[0]).toBeVisible();
  await userEvent.click(preview().getByRole("radio", { name: "한국어" }));
  expect(preview().getByLabelText(/^제목/)).toBeVisible();
  expect(preview().getAllByLabelText("기종")[0]).toBeVisible();
});

test("fields are ordered by button, added and taken off, and saved as a new form", async () => {
  const { sent, onSaved } = await renderEditor({
    "PUT /api/desks/IT/request-types/11/form": { body: { ...laptop, version: 7 } },
  });
  expect(screen.queryByRole("button", { name: "Take Summary off the form" })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Move Model up" }));
  expect(screen.getByRole("status")).toHaveTextContent("Model is now 2 of 3.");
  await userEvent.click(screen.getByRole("button", { name: "Add a field" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: /^Reason/ }));
  await userEvent.click(screen.getByRole("button", { name: "Save the form" }));
  await vi.waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
  const save = sent.find(({ method }) => method === "PUT");
  expect(save?.headers.get("If-Match")).toBe('"6"');
  const body = JSON.parse(save?.body ?? "{}") as {
    sections: Array<{ fields: Array<{ fieldId: number; required: boolean }> }>;
  };
  expect(body.sections[0]?.fields.map(({ fieldId, required }) => [fieldId, required])).toEqual([
    [2, false],
    [1, true],
    [3, false],
  ]);
});

test("a violation opens its field and stands there", async () => {
  await renderEditor({
    "PUT /api/desks/IT/request-types/11/form": {
      status: 422,
      body: {
        code: "invalid",
        title: "Invalid",
        errors: [
          { pointer: "/sections/0/fields/1/label/en", code: "too_long", message: "At most 200 characters." },
        ],
      },
    },
  });
  await userEvent.click(screen.getByRole("button", { name: "Move Model up" }));
  await userEvent.click(screen.getByRole("button", { name: "Move Model down" }));
  await userEvent.click(screen.getByRole("button", { name: /^Model/ }));
  await userEvent.click(screen.getByRole("switch", { name: "Required" }));
  await userEvent.click(screen.getByRole("button", { name: /^Model/ }));
  await userEvent.click(screen.getByRole("button", { name: "Save the form" }));
  expect(await screen.findByText("At most 200 characters.")).toBeVisible();
});

test("a condition is said in sentences, moves with its section and is tried by the server", async () => {
  const { sent } = await renderEditor({
    "POST /api/desks/IT/request-types/form-trials": {
      body: {
        fields: {
          summary: { visible: true, required: true, readOnly: false },
          model: { visible: false, required: false, readOnly: false },
        },
        values: {},
      },
    },
    "PUT /api/desks/IT/request-types/11/form": { body: { ...laptop, version: 7 } },
  });
  await userEvent.click(screen.getByRole("button", { name: "Add a section" }));
  await userEvent.type(
    within(screen.getByRole("group", { name: "Title" })).getByLabelText("English"),
    "Machine",
  );
  await userEvent.click(screen.getByRole("button", { name: "Move Model down" }));
  const shown = within(screen.getByRole("group", { name: "Shown when" }));
  await userEvent.click(shown.getByRole("button", { name: "Add a condition" }));
  await userEvent.type(shown.getByRole("textbox", { name: "Value" }), "x");
  await vi.waitFor(() => expect(preview().queryByLabelText("Model")).not.toBeInTheDocument());
  await userEvent.click(screen.getByRole("button", { name: "Save the form" }));
  await vi.waitFor(() => expect(sent.some(({ method }) => method === "PUT")).toBe(true));
  const body = JSON.parse(sent.find(({ method }) => method === "PUT")?.body ?? "{}") as {
    sections: Array<{ title: object; visibleWhen: string; fields: Array<{ fieldId: number }> }>;
  };
  expect(body.sections).toMatchObject([
    { fields: [{ fieldId: 1 }] },
    { title: { en: "Machine" }, visibleWhen: 'fields.summary == "x"', fields: [{ fieldId: 2 }] },
  ]);
});

test("an earlier form is looked at, and what is being edited stays", async () => {
  const at = "/api/desks/IT/request-types/11/forms";
  const version = { savedBy: null, savedAt: "2026-11-22T01:00:00Z" };
  await renderEditor({
    [`GET ${at}`]: {
      body: [
        { ...version, number: 2 },
        { ...version, number: 1 },
      ],
    },
    [`GET ${at}/1`]: { body: inOneSection(asked(summary, true), asked(reason, false)) },
  });
  await userEvent.click(screen.getByRole("button", { name: "Earlier forms and copies" }));
  await userEvent.click(await screen.findByRole("button", { name: "Look at form 1" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Form 1" }));
  expect(await dialog.findByLabelText("Reason")).toBeVisible();
  await userEvent.click(dialog.getByRole("button", { name: "Close" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(screen.queryByRole("button", { name: /^Reason/ })).not.toBeInTheDocument();
  expect(screen.getByText("Everything is saved.")).toBeVisible();
});
