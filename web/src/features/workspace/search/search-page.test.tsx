import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { aDesk, anAgent, aRow } from "../fixtures";
import type { Found, Wish } from "./search";
import { maybeName, meantBy } from "./people-found";
import { SearchPage } from "./search-page";

const found: Found = {
  items: [
    {
      ticket: aRow({ key: "IT-7", summary: "메일서버가 느립니다" }),
      summary: [
        { text: "메일", found: true },
        { text: "서버가 느립니다", found: false },
      ],
      excerpt: { source: "internal_note", text: [{ text: "사내 메일", found: true }] },
    },
  ],
  total: 1,
  exact: true,
  facets: {
    desks: [{ key: "IT", name: "IT desk", count: 1 }],
    types: [{ key: "incident", count: 1 }],
    categories: [{ key: "new", count: 1 }],
    assignees: [{ key: "0", count: 1 }],
    ages: [{ key: "week", count: 1 }],
  },
};
const asked = "GET /api/search";
const directory = "GET /api/people";
const nobody = { [directory]: { body: { items: [] } } };

function renderSearch(wish: Wish, onWish = vi.fn()) {
  return renderInApp(<SearchPage wish={wish} onWish={onWish} />, anAgent());
}

test("what was found is marked where it stands, and says where else it stands", async () => {
  answering({ "GET /api/desks": { body: [aDesk] }, ...nobody, [asked]: { body: found } });
  await renderSearch({ query: "메일" });
  const hits = await screen.findByRole("list", { name: "Tickets found" });
  const link = await within(hits).findByRole("link", { name: "메일서버가 느립니다" });
  expect(link).toHaveAttribute("href", "/tickets/IT-7");
  expect(within(link).getByText("메일").tagName).toBe("MARK");
  expect(within(hits).getByText("Internal note")).toBeVisible();
  expect(screen.getByText("1 ticket")).toBeVisible();
});

test("narrowing down is kept in the address", async () => {
  answering({ "GET /api/desks": { body: [aDesk] }, ...nobody, [asked]: { body: found } });
  const onWish = vi.fn();
  await renderSearch({ query: "메일", desk: "HR" }, onWish);
  await userEvent.click(await screen.findByRole("button", { name: "IT desk 1" }));
  expect(onWish).toHaveBeenLastCalledWith({ query: "메일", desk: "HR,IT" });
  await userEvent.click(screen.getByRole("button", { name: "Nobody 1" }));
  expect(onWish).toHaveBeenLastCalledWith({ query: "메일", desk: "HR", assignee: "0" });
});

test("what is typed is looked for, and of a frequent word it is said that there are more", async () => {
  answering({
    "GET /api/desks": { body: [aDesk] },
    ...nobody,
    [asked]: { body: { ...found, total: 1200, exact: false } },
  });
  const onWish = vi.fn();
  const { unmount } = await renderSearch({}, onWish);
  await userEvent.type(screen.getByRole("textbox"), "메일{Enter}");
  expect(onWish).toHaveBeenCalledWith({ query: "메일" });
  unmount();
  await renderSearch({ query: "메일" });
  expect(await screen.findByText(/More than 1,200 tickets/)).toBeVisible();
});

test("who is called so is shown with the ways to their tickets, under a name that nobody has who is called nearly so", async () => {
  const kim = { id: 41, displayName: "김민수", email: "minsu.kim@printer.example" };
  answering({
    "GET /api/desks": { body: [aDesk] },
    [asked]: { body: found },
    [directory]: { body: { items: [kim] } },
  });
  const { unmount } = await renderSearch({ query: "김민수" });
  const people = await screen.findByRole("region", { name: "People" });
  const way = within(people).getByRole("link", { name: "Tickets assigned to 김민수" });
  expect(new URLSearchParams(way.getAttribute("href")?.split("?")[1]).get("query")).toBe(
    'assignee = "minsu.kim@printer.example"',
  );
  unmount();

  const { unmount: leave } = await renderSearch({ query: "김만수" });
  expect(await screen.findByRole("region", { name: "People with a similar name" })).toBeVisible();
  leave();

  expect(meantBy("printer", [kim])).toEqual({ people: [], nearly: false });
  expect(["IT-7", '"printer"', "print*", "-printer", "a"].filter(maybeName)).toEqual([]);
});
