import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { NotificationForm } from "./notification-form";

const known = {
  kinds: [
    { kind: "commented", label: "A comment", mandatory: false, ways: ["web", "mail"] },
    { kind: "approval_asked", label: "An approval waits for you", mandatory: true, ways: ["web", "mail"] },
  ],
  choices: { ways: {}, quietFrom: null, quietTo: null, digestAt: null },
};

test("one chooses what one hears and when; what somebody waits for stays on", async () => {
  const sent = answering({
    "GET /api/me/notification-choices": { body: known },
    "PUT /api/me/notification-choices": { body: known },
  });
  await renderInApp(<NotificationForm />);
  await userEvent.click(await screen.findByRole("checkbox", { name: "A comment: By mail" }));
  expect(screen.getByRole("checkbox", { name: "An approval waits for you: By mail" })).toBeDisabled();
  await userEvent.click(screen.getByRole("switch", { name: /Quiet hours/ }));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));

  await waitFor(() => expect(sent.some(({ method }) => method === "PUT")).toBe(true));
  expect(JSON.parse(sent.find(({ method }) => method === "PUT")?.body ?? "")).toEqual({
    ways: { commented: ["web"], approval_asked: ["web", "mail"] },
    quietFrom: "22:00",
    quietTo: "07:00",
    digestAt: null,
  });
});
