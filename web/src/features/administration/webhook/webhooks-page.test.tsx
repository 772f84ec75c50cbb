import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { WebhooksPage } from "./webhooks-page";

const webhook = {
  id: 3,
  name: "Monitoring",
  active: true,
  format: "standard",
  address: "https://hooks.example.com/maru",
  person: { id: 1, displayName: "Kim Jiwon", email: null },
  stopped: false,
  deskKeys: ["IT"],
  events: ["ticket.created"],
  query: null,
  internal: false,
  version: 2,
};
const call = {
  id: 9,
  messageId: "6f0e0b0c-31a8-4f2e-9a51-4d1c26a6a1b2",
  webhookId: 3,
  address: webhook.address,
  event: "ticket.created",
  body: '{"type":"ticket.created"}',
  state: "failed",
  createdAt: "2026-11-23T01:00:00Z",
  endedAt: "2026-11-26T01:00:00Z",
  failures: 2,
  status: 404,
  answer: "hooks.example.com answered 404",
  took: 31,
  tryAt: null,
};

test("the address of a chat is not shown again, stays as it is, and can be replaced", async () => {
  const chat = { ...webhook, format: "slack", address: "hooks.slack.com/…abcd" };
  const sent = answering({
    "GET /api/webhooks": { body: [chat] },
    "GET /api/webhook-calls": { body: { items: [], next: null } },
    "GET /api/desks": { body: [] },
    "PUT /api/webhooks/3": { body: chat },
  });
  await renderInApp(<WebhooksPage />);
  const card = await screen.findByRole("region", { name: "Monitoring" });
  expect(within(card).getByText("hooks.slack.com/…abcd")).toBeVisible();
  await userEvent.click(within(card).getByRole("button", { name: "Change" }));
  const address = await screen.findByRole("textbox", { name: "Web address" });
  expect(address).toHaveValue("");
  expect(address).not.toBeRequired();
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent.find(({ method }) => method === "PUT")?.body).toContain('"address":""'));
});

test("a webhook is tested, its secret is shown once, and a call that was given up is made again", async () => {
  const sent = answering({
    "GET /api/webhooks": { body: [webhook] },
    "GET /api/webhook-calls": { body: { items: [call], next: null } },
    "POST /api/webhooks/3/test": {
      body: { status: 500, failure: "hooks.example.com answered 500", took: 4 },
    },
    "POST /api/webhooks/3/secret": { body: { id: 3, secret: "whsec_abc" } },
    "POST /api/webhook-calls/9/replay": { status: 204 },
  });
  await renderInApp(<WebhooksPage />);
  const card = await screen.findByRole("region", { name: "Monitoring" });
  await userEvent.click(within(card).getByRole("button", { name: "Test" }));
  expect(await within(card).findByText("hooks.example.com answered 500")).toBeVisible();

  await userEvent.click(within(card).getByRole("button", { name: "More about Monitoring" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Make another secret" }));
  await userEvent.click(await screen.findByRole("button", { name: "Make another" }));
  expect(await screen.findByRole("textbox", { name: "Secret" })).toHaveValue("whsec_abc");
  await userEvent.click(screen.getAllByRole("button", { name: "Close" }).at(-1) as HTMLElement);

  await userEvent.click(await screen.findByRole("button", { name: "What was sent" }));
  expect(screen.getByText(/webhook-id: 6f0e0b0c/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Call again" }));
  await waitFor(() => expect(sent.some(({ path }) => path.endsWith("/replay"))).toBe(true));
});
