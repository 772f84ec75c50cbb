import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { QuotedText } from "./quoted-text";

test("what a mail quotes is read once somebody wants to, and folded away again", async () => {
  const sent = answering({
    "GET /api/tickets/IT-1/comments/11/quoted": { body: { html: "<p>Replace the fuser.</p>" } },
  });
  await renderInApp(<QuotedText ticketKey="IT-1" commentId={11} />);
  expect(sent.some(({ path }) => path.endsWith("/quoted"))).toBe(false);
  await userEvent.click(await screen.findByRole("button", { name: "Show quoted text" }));
  expect(await screen.findByText("Replace the fuser.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Hide quoted text" }));
  expect(screen.queryByText("Replace the fuser.")).toBeNull();
});
