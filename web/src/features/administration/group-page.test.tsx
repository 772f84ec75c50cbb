import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { GroupPage } from "./group-page";

const group = { id: 4, name: "네트워크 팀", description: "", memberCount: 2, version: 5 };
const members = {
  items: [
    { id: 1, displayName: "김민지", email: "minji@example.com" },
    { id: 2, displayName: "Grace Hopper", email: "grace@example.com" },
  ],
  next: null,
};

test("a group with members is deleted only by somebody who typed its name", async () => {
  const sent = answering({
    "GET /api/groups/4": { body: group },
    "GET /api/groups/4/members": { body: members },
    "GET /api/groups": { body: { items: [], next: null } },
    "DELETE /api/groups/4": { status: 204 },
  });
  await renderInApp(<GroupPage groupId={4} />);
  await userEvent.click(await screen.findByRole("button", { name: "Delete…" }));
  const dialog = await screen.findByRole("dialog");
  const button = within(dialog).getByRole("button", { name: "Delete the group" });
  expect(button).toBeDisabled();
  expect(within(dialog).getByText(/2 members lose/)).toBeInTheDocument();
  await userEvent.type(within(dialog).getByLabelText("Type the group’s name to confirm"), "네트워크 팀");
  await userEvent.click(button);
  await vi.waitFor(() => expect(sent.some(({ method }) => method === "DELETE")).toBe(true));
  expect(sent.find(({ method }) => method === "DELETE")?.headers.get("If-Match")).toBe('"5"');
});

test("a member is taken out and can be put back", async () => {
  const sent = answering({
    "GET /api/groups/4": { body: group },
    "GET /api/groups/4/members": { body: members },
    "DELETE /api/groups/4/members/2": { status: 204 },
    "PUT /api/groups/4/members/2": { status: 204 },
  });
  await renderInApp(<GroupPage groupId={4} />);
  await userEvent.click(await screen.findByRole("button", { name: "Remove Grace Hopper from the group" }));
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  await vi.waitFor(() => expect(sent.some(({ method }) => method === "PUT")).toBe(true));
});
