import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { MailWordingForm } from "./wording-form";

const none = { ko: null, en: null };
const subject = { ko: "[{{ticket.key}}]", en: "[{{ticket.key}}]" };
const view = {
  version: 2,
  wording: { senderName: none, brand: none, accentColour: null, footer: none, words: {} },
  inherited: {
    senderName: { ko: "마루", en: "Maru" },
    brand: { ko: "마루", en: "Maru" },
    accentColour: "#157a6e",
    footer: none,
    words: {
      commented: { subject, opening: none, button: { ko: "열기", en: "Open" } },
      assigned: { subject, opening: none, button: { ko: "열기", en: "Open" } },
    },
  },
  kinds: [
    { kind: "commented", label: "A comment" },
    { kind: "assigned", label: "A ticket is assigned" },
  ],
  broken: null,
};

test("a desk words a mail, sees it as a reader would get it, and saves it", async () => {
  const sent = answering({
    "GET /api/mail/wording": { body: view },
    "PUT /api/mail/wording": { body: { ...view, version: 3 } },
    "POST /api/mail/wording/preview": {
      body: { senderName: "Help desk", subject: "News of IT-7", text: "plain", html: "<p>page</p>" },
    },
  });
  await renderInApp(<MailWordingForm />);
  const subjects = within(await screen.findByRole("group", { name: "Subject" }));
  expect(subjects.getByRole("textbox", { name: "English" })).toHaveAttribute(
    "placeholder",
    "[{{ticket.key}}]",
  );
  await userEvent.type(subjects.getByRole("textbox", { name: "English" }), "News of {{{{ticket.key}}");

  await userEvent.type(screen.getByRole("textbox", { name: "Ticket" }), "IT-7");
  await userEvent.click(screen.getByRole("button", { name: "Show the mail" }));
  expect(await screen.findByText("News of IT-7")).toBeVisible();
  const wording = expect.objectContaining({
    words: expect.objectContaining({
      commented: { subject: { ko: null, en: "News of {{ticket.key}}" }, opening: none, button: none },
    }),
  });
  const tried = sent.find(({ method }) => method === "POST");
  expect(JSON.parse(tried?.body ?? "")).toEqual({
    kind: "commented",
    ticketKey: "IT-7",
    readerId: null,
    wording,
  });

  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent.some(({ method }) => method === "PUT")).toBe(true));
  expect(JSON.parse(sent.find(({ method }) => method === "PUT")?.body ?? "")).toEqual(wording);
});
