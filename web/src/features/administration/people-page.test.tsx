import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { PeoplePage } from "./people-page";
import type { Person } from "./resources";

function aPerson(id: number, changes: Partial<Person> = {}): Person {
  return {
    id,
    displayName: `Person ${id}`,
    email: `person${id}@example.com`,
    language: "ko",
    timeZone: "Asia/Seoul",
    active: true,
    administrator: false,
    version: 1,
    createdAt: "2026-11-01T00:00:00Z",
    updatedAt: "2026-11-01T00:00:00Z",
    ...changes,
  };
}

test("people are listed with what marks them, page by page", async () => {
  answering({
    "GET /api/people": [
      {
        body: {
          items: [aPerson(1, { displayName: "김민지", administrator: true }), aPerson(2, { active: false })],
          next: "cursor",
        },
      },
      { body: { items: [aPerson(3)], next: null } },
    ],
  });
  await renderInApp(<PeoplePage search={{ state: "all" }} onSearch={vi.fn()} />);
  await screen.findByText("김민지");
  const rowOf = (name: string) => within(screen.getByRole("row", { name: new RegExp(name) }));
  expect(rowOf("김민지").getByText("Administrator")).toBeVisible();
  expect(rowOf("Person 2").getByText("Inactive")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect(await screen.findByRole("link", { name: "Person 3" })).toBeVisible();
});

test("what is searched and which people are shown is told to the address", async () => {
  answering({ "GET /api/people": { body: { items: [], next: null } } });
  const onSearch = vi.fn();
  await renderInApp(<PeoplePage search={{ q: "kim" }} onSearch={onSearch} />);
  expect(await screen.findByText("Nobody found")).toBeVisible();
  await userEvent.click(screen.getByRole("radio", { name: "Inactive" }));
  expect(onSearch).toHaveBeenLastCalledWith({ q: "kim", state: "inactive" });
  await userEvent.clear(screen.getByRole("searchbox", { name: "Search by name or email" }));
  await vi.waitFor(() => expect(onSearch).toHaveBeenLastCalledWith({ q: undefined }));
});
