import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { aRow, anAgent } from "../fixtures";
import { FindPage } from "./find-page";

const found = { body: { items: [aRow(), aRow({ key: "IT-2", summary: "A new laptop" })], next: null } };
const page = "POST /api/queries/page";
const count = "POST /api/queries/count";

function renderFind(query: string, onQuery = vi.fn()) {
  return renderInApp(<FindPage query={query} onQuery={onQuery} />, anAgent());
}

test("tickets are listed as asked, and how many there are in all beside them", async () => {
  const sent = answering({ [page]: found, [count]: { body: { count: 12345 } } });
  await renderFind("priority = High");
  expect(await screen.findByRole("link", { name: "A new laptop" })).toHaveAttribute("href", "/tickets/IT-2");
  expect(await screen.findByText("12,345 tickets")).toBeVisible();
  expect(JSON.parse(sent.find(({ path }) => path.endsWith("/page"))?.body ?? "")).toEqual({
    query: "priority = High",
    limit: 100,
  });
});

test("a number that takes too long is said to be more than what is shown", async () => {
  answering({ [page]: found, [count]: { status: 422, body: { code: "took_too_long", errors: [] } } });
  await renderFind("");
  expect(await screen.findByText(/More than 2 tickets/)).toBeVisible();
});

test("a query that cannot be asked is told with what was meant, which one press puts in its place", async () => {
  const problem = {
    start: 0,
    end: 7,
    code: "field_unknown",
    message: "There is no field “asignee”.",
    suggestions: ["assignee"],
  };
  answering({ [page]: { status: 400, body: { code: "query_invalid", errors: [], problems: [problem] } } });
  const onQuery = vi.fn();
  await renderFind("asignee IS EMPTY", onQuery);
  expect(await screen.findByRole("alert")).toHaveTextContent("There is no field “asignee”.");
  expect(screen.queryByRole("table")).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "assignee" }));
  expect(onQuery).toHaveBeenCalledExactlyOnceWith("assignee IS EMPTY");
});

test("a press on the header of a column sorts by it, and the query says so", async () => {
  const where = { kind: "text", parts: [], text: "priority = High" };
  const sent = answering({
    [page]: found,
    [count]: { body: { count: 2 } },
    "POST /api/queries/tree": { body: { where, order: [] } },
    "POST /api/queries/text": { body: { query: "priority = High ORDER BY updated DESC" } },
  });
  const onQuery = vi.fn();
  await renderFind("priority = High", onQuery);
  await userEvent.click(await screen.findByRole("button", { name: /Summary/ }));
  await waitFor(() => expect(onQuery).toHaveBeenCalledWith("priority = High ORDER BY updated DESC"));
  expect(JSON.parse(sent.find(({ path }) => path.endsWith("/text"))?.body ?? "")).toMatchObject({
    where,
    order: [{ subject: { name: "summary" } }],
  });
});
