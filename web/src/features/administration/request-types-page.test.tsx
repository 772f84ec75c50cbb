import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { RequestTypesPage } from "./request-types-page";

const desk = {
  id: 1,
  key: "IT",
  name: { ko: "IT 지원", en: "IT support" },
  description: {},
  icon: "headset",
  raiseAccess: "everyone",
  archived: false,
  version: 1,
};
const type = (id: number, name: string, position: number) => ({
  id,
  groupId: 5,
  ticketType: "service_request",
  name: { ko: null, en: name },
  description: {},
  help: {},
  icon: "tool",
  portal: id !== 22,
  active: true,
  position,
  version: 3,
  form: { id: 1, fields: [] },
});
const groups = [{ id: 5, deskId: 1, name: { ko: "장비", en: "Equipment" }, position: 0, version: 2 }];
const types = [type(21, "New laptop", 0), type(22, "Repair", 1)];

const reads = {
  "GET /api/desks/IT": { body: desk },
  "GET /api/desks/IT/request-type-groups": { body: groups },
  "GET /api/desks/IT/request-types": { body: types },
};

test("request types stand under their groups and move by button", async () => {
  const sent = answering({
    ...reads,
    "PATCH /api/desks/IT/request-types/22": { body: { ...types[1], position: 0 } },
  });
  await renderInApp(<RequestTypesPage deskKey="IT" />);
  const list = await screen.findByRole("list", { name: "Equipment" });
  expect(within(list).getByText("Agents only")).toBeVisible();
  await userEvent.click(within(list).getByRole("button", { name: "Move Repair up" }));
  await vi.waitFor(() => expect(sent.find(({ method }) => method === "PATCH")?.body).toBe('{"position":0}'));
  expect(sent.find(({ method }) => method === "PATCH")?.headers.get("If-Match")).toBe('"3"');
});

test("a group with request types is deleted only after it was said what becomes of them", async () => {
  const sent = answering({ ...reads, "DELETE /api/desks/IT/request-type-groups/5": { status: 204 } });
  await renderInApp(<RequestTypesPage deskKey="IT" />);
  await userEvent.click(await screen.findByRole("button", { name: "Actions for the group Equipment" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Delete…" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(/request types stay/)).toBeInTheDocument();
  expect(sent.some(({ method }) => method === "DELETE")).toBe(false);
  await userEvent.click(within(dialog).getByRole("button", { name: "Delete the group" }));
  await vi.waitFor(() => expect(sent.some(({ method }) => method === "DELETE")).toBe(true));
});
