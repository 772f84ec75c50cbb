import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { useState } from "react";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import type { RequestFilter } from "./portal-queries";
import { RequestListPage } from "./request-list-page";
import { aSummary } from "./samples";

function List({ start }: { start?: Partial<RequestFilter> }) {
  const [filter, setFilter] = useState<RequestFilter>({ scope: "all", state: "open", query: "", ...start });
  return <RequestListPage filter={filter} onFilter={setFilter} />;
}

const page = (items: unknown[], next: string | null = null) => ({ body: { items, next } });

test("requests are listed with their status, opened by keyboard, and more are fetched", async () => {
  answering({
    "GET /api/requests": [
      page([aSummary(), aSummary({ key: "IT-2", summary: "VPN" })], "further"),
      page([aSummary({ key: "IT-3", summary: "Old printer" })]),
    ],
    "GET /api/requests/IT-1": { status: 404, body: { code: "not_found" } },
    "GET /api/requests/IT-2": { status: 404, body: { code: "not_found" } },
  });
  const { router, container } = await renderInApp(<List />);
  const table = await screen.findByRole("table", { name: "My requests" });
  expect(await within(table).findByRole("link", { name: "VPN" })).toHaveAttribute(
    "href",
    "/portal/requests/IT-2",
  );
  expect(within(table).getAllByText("In progress")).toHaveLength(2);
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect(await screen.findByRole("link", { name: "Old printer" })).toBeInTheDocument();
  await userEvent.keyboard("jj{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/portal\/requests\/IT-\d$/));
});

test("scope, state and words are asked of the server", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(new URL(request.url).search);
    return Response.json({ items: [], next: null });
  });
  await renderInApp(<List />);
  await screen.findByText("No request matches");
  await userEvent.click(screen.getByRole("radio", { name: "Shared with me" }));
  await userEvent.click(screen.getByRole("radio", { name: "Closed" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Search my requests" }), "프린터");
  await waitFor(() => {
    const last = new URLSearchParams(asked.at(-1));
    expect(Object.fromEntries(last)).toMatchObject({
      scope: "participating",
      state: "done",
      query: "프린터",
    });
  });
});

test("who has asked for nothing yet is led to what can be asked for", async () => {
  answering({ "GET /api/requests": page([]) });
  await renderInApp(<List start={{ state: "any" }} />);
  expect(await screen.findByText("You have not asked for anything yet")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "See what you can ask for" })).toHaveAttribute("href", "/portal");
});

test("a list that cannot be loaded says so and can be tried again", async () => {
  answering({
    "GET /api/requests": [
      { status: 503, body: { code: "unavailable", title: "Unavailable" } },
      page([aSummary()]),
    ],
  });
  await renderInApp(<List />);
  await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "노트북이 켜지지 않아요" })).toBeInTheDocument();
});
