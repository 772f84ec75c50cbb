import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { MailPage } from "./mail-page";

const server = {
  active: true,
  host: "smtp.example.com",
  port: 587,
  security: "starttls",
  username: "maru",
  signIn: "password",
  tokenAddress: null,
  clientId: null,
  senderAddress: "desk@example.com",
  senderName: "Maru",
  webAddress: "https://maru.example.com",
  mostAMinute: null,
};
const view = {
  server,
  hasPassword: true,
  hasClientSecret: false,
  version: 3,
  failingSince: null,
  failure: null,
  tryAt: null,
  waiting: 2,
};
const mail = {
  id: 7,
  recipient: "kim@example.com",
  subject: "[IT-1] Mail is slow",
  state: "failed",
  createdAt: "2026-11-23T01:00:00Z",
  sentAt: null,
  failures: 1,
  failure: "bounced",
  diagnostic: null,
  tryAt: null,
};

const mailbox = {
  id: 3,
  deskKey: "IT",
  requestTypeId: 1,
  address: "help@example.com",
  aliases: [],
  way: "imap",
  access: {
    host: "imap.example.com",
    port: 993,
    security: "tls",
    userName: "help",
    signIn: "password",
    tokenAddress: null,
    clientId: null,
  },
  hasSecret: true,
  hasClientSecret: false,
  newcomers: "create",
  copiesJoin: true,
  closedReplies: "comment",
  sizeLimit: 35_000_000,
  active: true,
  version: 1,
  fetchedAt: null,
  failingSince: "2026-11-23T01:00:00Z",
  failure: "Invalid credentials",
  tryAt: null,
};
const received = {
  id: 9,
  mailbox: "help@example.com",
  senderName: "Kim",
  sender: "kim@example.net",
  subject: "Printer",
  state: "quarantined",
  reason: "Nobody knows its sender.",
  size: 2_000,
  attempts: 1,
  releasable: true,
  released: false,
  receivedAt: "2026-11-23T01:00:00Z",
  understoodAt: "2026-11-23T01:00:01Z",
  refused: [{ line: "#fly", reason: "There is no such command." }],
  ticket: null,
};

test("a server is changed without typing its password again, and a mail that was not delivered is tried again", async () => {
  const sent = answering({
    "GET /api/mail/server": { body: view },
    "PUT /api/mail/server": { body: { ...view, version: 4 } },
    "GET /api/mail/outgoing": { body: { items: [mail], next: null } },
    "POST /api/mail/outgoing/7/retry": { status: 204 },
  });
  await renderInApp(<MailPage search={{}} onSearch={() => {}} />);
  expect(await screen.findByText("2 mails are on the way.")).toBeVisible();
  expect(await screen.findByText("It came back from this address.")).toBeVisible();

  const form = screen.getByRole("form", { name: "Mail server" });
  await userEvent.clear(within(form).getByRole("textbox", { name: "Sender’s name" }));
  await userEvent.type(within(form).getByRole("textbox", { name: "Sender’s name" }), "Help desk");
  await userEvent.click(within(form).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent.some(({ method }) => method === "PUT")).toBe(true));
  const put = sent.find(({ method }) => method === "PUT");
  expect(JSON.parse(put?.body ?? "")).toMatchObject({ senderName: "Help desk", password: null, port: 587 });

  await userEvent.click(screen.getByRole("button", { name: /Try again: kim@example.com/ }));
  await waitFor(() => expect(sent.some(({ method }) => method === "POST")).toBe(true));
});

test("a server that takes no mails is shown with its words", async () => {
  answering({
    "GET /api/mail/server": {
      body: { ...view, failingSince: "2026-11-23T01:00:00Z", failure: "535 Authentication failed" },
    },
    "GET /api/mail/outgoing": { body: { items: [], next: null } },
  });
  await renderInApp(<MailPage search={{}} onSearch={() => {}} />);
  expect(await screen.findByText("535 Authentication failed")).toBeVisible();
});

test("a mailbox whose mail cannot be fetched says why, and is tried", async () => {
  answering({
    "GET /api/mail/mailboxes": { body: [mailbox] },
    "POST /api/mail/mailboxes/3/test": { body: { failure: null, mails: 12 } },
    "GET /api/desks": { body: [] },
  });
  await renderInApp(<MailPage search={{ part: "mailboxes" }} onSearch={() => {}} />);

  expect(await screen.findByText("Invalid credentials")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Test: help@example.com" }));
  expect(await screen.findByText("The mail server lets us in; 12 mails lie there.")).toBeVisible();
});

test("a mail that was kept back says why, shows its source as text, and is let through", async () => {
  const sent = answering({
    "GET /api/mail/mailboxes": { body: [mailbox] },
    "GET /api/mail/received": { body: { items: [received], next: null } },
    "GET /api/mail/received/9/raw": { body: "<script>alert(1)</script>" },
    "POST /api/mail/received/9/release": { status: 204 },
  });
  await renderInApp(<MailPage search={{ part: "received" }} onSearch={() => {}} />);

  expect(await screen.findByText("Nobody knows its sender.")).toBeVisible();
  expect(screen.getByText("#fly")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Source: Printer" }));
  expect(await screen.findByText(/<script>alert\(1\)<\/script>/u)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Let through: Printer" }));
  await waitFor(() => expect(sent.some(({ method }) => method === "POST")).toBe(true));
});
