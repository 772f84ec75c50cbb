import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { InboxPage } from "./inbox-page";

const ticket = { key: "IT-7", summary: "Mail is slow", statusName: "New", statusCategory: "new" };
const news = (id: number, text: string) => ({
  id,
  kind: "commented",
  text,
  ticket,
  at: "2026-11-23T01:00:00Z",
  read: false,
});
const kinds = {
  kinds: [{ kind: "commented", label: "A comment", mandatory: false, ways: ["web"] }],
  choices: { ways: {}, quietFrom: null, quietTo: null, digestAt: null },
};
const desks = [
  { key: "IT", name: "IT desk" },
  { key: "HR", name: "People" },
];

test("what is unread is walked through and read with the keyboard, and more is fetched", async () => {
  const sent = answering({
    "GET /api/notifications": [
      { body: { items: [news(9, "Kim commented"), news(8, "Lee commented")], next: "more" } },
      { body: { items: [news(7, "Park commented")], next: null } },
      { body: { items: [news(8, "Lee commented"), news(7, "Park commented")], next: null } },
    ],
    "GET /api/me/notification-choices": { body: kinds },
    "GET /api/desks": { body: desks },
    "POST /api/notifications/read": { status: 204 },
  });
  await renderInApp(<InboxPage search={{}} onSearch={() => {}} />);
  const list = within(await screen.findByRole("list", { name: "Notifications" }));
  expect(list.getByRole("link", { name: /Kim commented/ })).toHaveAttribute("href", "/tickets/IT-7");
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect(await list.findByRole("link", { name: /Park commented/ })).toBeVisible();
  expect(sent.filter(({ search }) => search.includes("after=more"))).toHaveLength(1);

  await userEvent.keyboard("j");
  await waitFor(() => expect(list.getByRole("link", { name: /Kim commented/ })).toHaveFocus());
  await userEvent.keyboard("x");
  await waitFor(() => expect(sent.some(({ method }) => method === "POST")).toBe(true));
  expect(JSON.parse(sent.find(({ method }) => method === "POST")?.body ?? "")).toEqual({ ids: [9] });
});

test("the inbox shows all, or one kind, when asked", async () => {
  answering({
    "GET /api/notifications": { body: { items: [], next: null } },
    "GET /api/me/notification-choices": { body: kinds },
    "GET /api/desks": { body: desks },
  });
  const searches: unknown[] = [];
  await renderInApp(<InboxPage search={{}} onSearch={(search) => searches.push(search)} />);
  expect(await screen.findByText("Nothing unread")).toBeVisible();
  await userEvent.click(screen.getByRole("radio", { name: "All" }));
  expect(searches).toEqual([{ shown: "all" }]);
});

test("the inbox is narrowed down to a desk, and read only there", async () => {
  const sent = answering({
    "GET /api/notifications": { body: { items: [news(9, "Kim commented")], next: null } },
    "GET /api/me/notification-choices": { body: kinds },
    "GET /api/desks": { body: desks },
    "POST /api/notifications/read": { status: 204 },
  });
  const searches: unknown[] = [];
  await renderInApp(<InboxPage search={{ desk: "IT" }} onSearch={(search) => searches.push(search)} />);
  await screen.findByRole("link", { name: /Kim commented/ });
  expect(sent.find(({ path }) => path === "/api/notifications")?.search).toContain("desk=IT");

  await userEvent.click(screen.getByRole("button", { name: "Mark all as read" }));
  await waitFor(() => expect(sent.some(({ method }) => method === "POST")).toBe(true));
  expect(JSON.parse(sent.find(({ method }) => method === "POST")?.body ?? "")).toEqual({
    latest: 9,
    desk: "IT",
  });

  await userEvent.click(screen.getByRole("combobox", { name: "Desk" }));
  await userEvent.click(await screen.findByRole("option", { name: "People" }));
  expect(searches).toEqual([{ desk: "HR" }]);
});
