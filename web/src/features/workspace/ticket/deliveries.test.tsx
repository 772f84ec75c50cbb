import { screen } from "@testing-library/react";
import { renderInApp } from "@/testing/render";
import { Deliveries } from "./deliveries";

test("whom a comment reached by mail and whom it did not is told beside it", async () => {
  await renderInApp(
    <Deliveries
      deliveries={[
        { commentIds: [1], recipient: "Kim", state: "sent", sentAt: "2026-11-23T01:00:00Z", failure: null },
        { commentIds: [1], recipient: "Lee", state: "waiting", sentAt: null, failure: null },
        { commentIds: [1], recipient: "Park", state: "failed", sentAt: null, failure: "bounced" },
        { commentIds: [1], recipient: "Choi", state: "failed", sentAt: null, failure: "550 No such user" },
      ]}
    />,
  );
  expect(await screen.findByText(/delivered to the mail server: Kim/)).toBeVisible();
  expect(screen.getByText(/on its way: Lee/)).toBeVisible();
  expect(screen.getByText(/Park. It came back from this address./)).toBeVisible();
  expect(screen.getByText(/Choi. 550 No such user/)).toBeVisible();
});
