import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { NotificationBell } from "./notification-bell";

test("what is unread is counted, shown and read", async () => {
  const sent = answering({
    "GET /api/notifications/unread": [{ body: { count: 1 } }, { body: { count: 0 } }],
    "GET /api/notifications": {
      body: {
        items: [
          {
            id: 9,
            kind: "sla_threshold",
            text: "Time to resolution: overdue",
            ticket: { key: "IT-7", summary: "Mail is slow", statusName: "New", statusCategory: "new" },
            at: "2026-11-23T01:00:00Z",
            read: false,
          },
        ],
        next: null,
      },
    },
    "POST /api/notifications/read": { status: 204 },
  });
  await renderInApp(<NotificationBell />);

  await userEvent.click(await screen.findByRole("button", { name: "Notifications, 1 unread" }));
  expect(await screen.findByRole("menuitem", { name: /Time to resolution: overdue/ })).toHaveAttribute(
    "href",
    "/tickets/IT-7",
  );
  await userEvent.click(screen.getByRole("menuitem", { name: "Mark all as read" }));

  await waitFor(() => expect(screen.getByRole("button", { name: "Notifications" })).toBeInTheDocument());
  const [read] = sent.filter(({ method }) => method === "POST");
  expect(JSON.parse(read?.body ?? "")).toEqual({ latest: 9 });
});
