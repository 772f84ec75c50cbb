import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { useState } from "react";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { PageSkeleton } from "@/shared/feedback/skeletons";
import { Suspense } from "react";
import { PortalHome } from "./portal-home";
import { aHome, aRequestType, aSummary } from "./samples";

function Home({ start = "" }: { start?: string }) {
  const [query, setQuery] = useState(start);
  return (
    <Suspense fallback={<PageSkeleton />}>
      <PortalHome query={query} onQuery={setQuery} />
      <output aria-label="address">{query}</output>
    </Suspense>
  );
}

const search = () => screen.findByRole("textbox", { name: /Search for what you need/ });

test("somebody arriving finds their open requests and everything they can ask for", async () => {
  answering({ "GET /api/portal": { body: aHome() } });
  const { container } = await renderInApp(<Home />);
  expect(
    await screen.findByRole("heading", { level: 1, name: "Hello 김민지, how can we help?" }),
  ).toBeInTheDocument();
  expect(screen.getByRole("link", { name: /노트북이 켜지지 않아요/ })).toHaveAttribute(
    "href",
    "/portal/requests/IT-1",
  );
  expect(screen.getByRole("link", { name: /Request equipment/ })).toHaveAttribute(
    "href",
    "/portal/request-types/11",
  );
  expect(screen.getByRole("heading", { name: "IT service desk" })).toBeInTheDocument();
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
});

test("typing searches, the address follows, and the arrow keys lead to what was found", async () => {
  answering({
    "GET /api/portal": { body: aHome() },
    "GET /api/portal/search": {
      body: {
        requestTypes: [aRequestType({ name: "Request remote access" })],
        requests: [aSummary({ summary: "VPN stopped" })],
      },
    },
  });
  const user = userEvent.setup();
  await renderInApp(<Home />);
  await user.type(await search(), "vpn");
  expect(await screen.findByRole("link", { name: /Request remote access/ })).toBeInTheDocument();
  expect(screen.getByLabelText("address")).toHaveTextContent("vpn");
  expect(screen.getByText("2 results")).toBeInTheDocument();
  await user.keyboard("{ArrowDown}");
  expect(screen.getByRole("link", { name: /Request remote access/ })).toHaveFocus();
  await user.keyboard("{ArrowDown}");
  expect(screen.getByRole("link", { name: /VPN stopped/ })).toHaveFocus();
  await user.keyboard("{ArrowUp}{ArrowUp}");
  expect(await search()).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(await search()).toHaveValue("");
  expect(screen.getByLabelText("address")).toBeEmptyDOMElement();
});

test("Enter opens the first thing found", async () => {
  answering({
    "GET /api/portal": { body: aHome() },
    "GET /api/portal/search": { body: { requestTypes: [aRequestType({ id: 31 })], requests: [] } },
  });
  const { router } = await renderInApp(<Home start="laptop" />);
  await screen.findByText("One result");
  await userEvent.type(await search(), "{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/portal/request-types/31"));
});

test("a search that finds nothing says what to do", async () => {
  answering({
    "GET /api/portal": { body: aHome() },
    "GET /api/portal/search": { body: { requestTypes: [], requests: [] } },
  });
  await renderInApp(<Home start="zzz" />);
  expect(await screen.findByText(/Nothing found for “zzz”/)).toBeInTheDocument();
});

test("a search that fails says so, can be tried again, and keeps the words", async () => {
  answering({
    "GET /api/portal": { body: aHome() },
    "GET /api/portal/search": [
      { status: 500, body: { code: "internal_error", detail: "It has been recorded." } },
      { body: { requestTypes: [aRequestType()], requests: [] } },
    ],
  });
  await renderInApp(<Home start="laptop" />);
  expect(await screen.findByRole("alert")).toHaveTextContent("It has been recorded.");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: /Request equipment/ })).toBeInTheDocument();
  expect(await search()).toHaveValue("laptop");
});

test("without desks and requests the page says what will be here", async () => {
  answering({ "GET /api/portal": { body: aHome({ desks: [], openRequests: [] }) } });
  await renderInApp(<Home />);
  expect(await screen.findByText("There is nothing you can ask for yet")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "See earlier ones" })).toBeInTheDocument();
});
