import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { NewPersonPage } from "./new-person-page";
import { PersonPage } from "./person-page";
import type { Person } from "./resources";

const grace: Person = {
  id: 7,
  displayName: "Grace Hopper",
  email: "grace@example.com",
  language: "en",
  timeZone: "Asia/Seoul",
  active: true,
  administrator: true,
  version: 3,
  createdAt: "2026-11-01T00:00:00Z",
  updatedAt: "2026-11-01T00:00:00Z",
};
const lastAdministrator = {
  status: 409,
  body: {
    code: "last_administrator",
    title: "Somebody must administer",
    detail: "This is the last active administrator.",
  },
};

test("a password link is shown once, with how long it works", async () => {
  answering({
    "GET /api/people/7": { body: grace },
    "GET /api/people/7/absences": { body: [] },
    "POST /api/people/7/password-reset": {
      status: 201,
      body: { url: "https://maru.example.com/reset-password/abc", expiresAt: "2026-11-22T06:04:00Z" },
    },
  });
  await renderInApp(<PersonPage personId={7} added={false} />);
  await userEvent.click(await screen.findByRole("button", { name: "Make a link" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByLabelText("Link")).toHaveValue("https://maru.example.com/reset-password/abc");
  expect(within(dialog).getByText(/Sun, Nov 22, 2026, 3:04 PM/)).toBeInTheDocument();
  expect(within(dialog).getByRole("button", { name: "Copy" })).toBeEnabled();
});

test("deactivating says what it does, and the server's refusal is shown", async () => {
  const sent = answering({
    "GET /api/people/7": { body: grace },
    "GET /api/people/7/absences": { body: [] },
    "PATCH /api/people/7": lastAdministrator,
  });
  await renderInApp(<PersonPage personId={7} added={false} />);
  await userEvent.click(await screen.findByRole("button", { name: "Deactivate…" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(/API tokens are revoked/)).toBeInTheDocument();
  await userEvent.click(within(dialog).getByRole("button", { name: "Deactivate" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("This is the last active administrator.");
  const change = sent.find(({ method }) => method === "PATCH");
  expect(change?.body).toBe('{"active":false}');
  expect(change?.headers.get("If-Match")).toBe('"3"');
});

test("a save that came second keeps what was typed and can be repeated over the other's", async () => {
  const sent = answering({
    "GET /api/people/7": { body: grace },
    "GET /api/people/7/absences": { body: [] },
    "PATCH /api/people/7": [
      {
        status: 409,
        body: { code: "stale_version", title: "Changed", detail: "Somebody was faster.", currentVersion: 9 },
      },
      { body: { ...grace, displayName: "Grace Hopper II", version: 10 } },
    ],
  });
  await renderInApp(<PersonPage personId={7} added={false} />);
  const name = await screen.findByLabelText(/^Name/);
  await userEvent.type(name, " II");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Somebody was faster.");
  expect(name).toHaveValue("Grace Hopper II");
  await userEvent.click(screen.getByRole("button", { name: "Save mine over theirs" }));
  await vi.waitFor(() =>
    expect(
      sent
        .filter(({ method }) => method === "PATCH")
        .at(-1)
        ?.headers.get("If-Match"),
    ).toBe('"9"'),
  );
  await vi.waitFor(() =>
    expect(screen.queryByRole("button", { name: "Save mine over theirs" })).not.toBeInTheDocument(),
  );
});

test("an address that is taken is told at its field", async () => {
  answering({
    "POST /api/people": {
      status: 422,
      body: {
        code: "invalid",
        title: "Invalid",
        errors: [{ pointer: "/email", code: "email_taken", message: "Somebody already uses this." }],
      },
    },
  });
  await renderInApp(<NewPersonPage />);
  await userEvent.type(screen.getByLabelText(/^Name/), "홍길동");
  await userEvent.type(screen.getByLabelText(/^Email/), "a@b.example");
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  expect(await screen.findByText("Somebody already uses this.")).toBeVisible();
  expect(screen.getByLabelText(/^Email/)).toBeInvalid();
});
