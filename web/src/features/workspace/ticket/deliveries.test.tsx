import { screen } from "@testing-library/react";
import { renderInApp } from "@/testing/render";
import { Deliveries } from "./deliveries";

const mail = { commentIds: [1], sentAt: null, failure: null, diagnostic: null };

test("whom a comment reached by mail and whom it did not is told beside it", async () => {
  await renderInApp(
    <Deliveries
      deliveries={[
        { ...mail, recipient: "Kim", state: "sent", sentAt: "2026-11-23T01:00:00Z" },
        { ...mail, recipient: "Lee", state: "waiting" },
        { ...mail, recipient: "Park", state: "failed", failure: "bounced" },
        {
          ...mail,
          recipient: "Jung",
          state: "failed",
          failure: "bounced",
          diagnostic: "550 5.1.1 <b>Gone</b>",
        },
        { ...mail, recipient: "Choi", state: "failed", failure: "550 No such user" },
      ]}
    />,
  );
  expect(await screen.findByText(/delivered to the mail server: Kim/)).toBeVisible();
  expect(screen.getByText(/on its way: Lee/)).toBeVisible();
  expect(screen.getByText(/Park. It came back from this address./)).toBeVisible();
  expect(screen.getByText(/Jung. It came back: 550 5.1.1 <b>Gone<\/b>/)).toBeVisible();
  expect(screen.getByText(/Choi. 550 No such user/)).toBeVisible();
});
