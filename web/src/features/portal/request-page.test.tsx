import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { Suspense, useState } from "react";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import type { Request as CustomerRequest } from "./portal-queries";
import { RequestPage } from "./request-page";
import { aRequest } from "./samples";

// Only browsers can edit rich text; here a plain text area stands for the editor.
vi.mock("@/shared/text/rich-text-editor", () => ({
  RichTextEditor: ({
    label,
    value,
    onChange,
  }: {
    label: string;
    value: string;
    onChange: (html: string) => void;
  }) => (
    <textarea aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  ),
}));

function Page({ start }: { start?: string }) {
  const [action, setAction] = useState(start);
  return (
    <Suspense>
      <RequestPage
        requestKey="IT-1"
        sent={false}
        onSentSeen={() => undefined}
        action={action}
        onAction={setAction}
      />
    </Suspense>
  );
}

const shown = (changes: Partial<CustomerRequest> = {}) => ({ body: aRequest(changes) });
const reply = () => screen.findByRole("textbox", { name: "Reply" });

test("a request shows where it stands, who handles it, what was asked and what was said by whom", async () => {
  answering({ "GET /api/requests/IT-1": shown() });
  const { container } = await renderInApp(<Page />);
  expect(
    await screen.findByRole("heading", { level: 1, name: "노트북이 켜지지 않아요" }),
  ).toBeInTheDocument();
  expect(within(screen.getByRole("region", { name: "Progress" })).getByText("In progress")).toHaveTextContent(
    "In progress",
  );
  const fromDesk = screen.getByRole("article", { name: "Comment by Grace Hopper" });
  expect(within(fromDesk).getByText("IT service desk")).toBeInTheDocument();
  const mine = screen.getByRole("article", { name: "Comment by 김민지" });
  expect(within(mine).getByText("You")).toBeInTheDocument();
  expect(within(mine).getByText("edited")).toBeInTheDocument();
  expect(screen.getByText("A-77")).toBeInTheDocument();
  expect(screen.getByText("Waiting for your reply")).toBeInTheDocument();
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
});

test("a reply is sent once and appears", async () => {
  const answered = aRequest();
  answered.conversation = [
    ...answered.conversation,
    {
      kind: "comment",
      at: "2026-11-21T03:00:00Z",
      comment: { ...answered.conversation[2]!.comment!, id: 23, bodyHtml: "<p>이제 됩니다</p>" },
    },
  ];
  const sent = answering({
    "GET /api/requests/IT-1": [shown(), { body: answered }],
    "POST /api/requests/IT-1/comments": { status: 201, body: answered },
  });
  await renderInApp(<Page />);
  await userEvent.type(await reply(), "이제 됩니다");
  await userEvent.click(screen.getByRole("button", { name: "Send reply" }));
  expect(
    await within(screen.getByRole("region", { name: "Conversation" })).findByText("이제 됩니다"),
  ).toBeInTheDocument();
  expect(await reply()).toHaveValue("");
  const post = sent.find(({ method }) => method === "POST");
  expect(JSON.parse(post?.body ?? "")).toEqual({ body: "이제 됩니다", attachmentIds: [] });
  expect(post?.headers.get("Idempotency-Key")).toBeTruthy();
  expect(localStorage.getItem("maru.draft.1.reply.IT-1")).toBeNull();
});

test("a reply that cannot be sent stays, also over a reload, and is sent as the same one", async () => {
  const sent = answering({ "GET /api/requests/IT-1": shown() });
  const first = await renderInApp(<Page />);
  await userEvent.type(await reply(), "연결이 끊겨도");
  await userEvent.click(screen.getByRole("button", { name: "Send reply" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Everything you typed is still here.");
  first.unmount();
  const again = answering({
    "GET /api/requests/IT-1": shown(),
    "POST /api/requests/IT-1/comments": { status: 201, body: aRequest() },
  });
  await renderInApp(<Page />);
  expect(await reply()).toHaveValue("연결이 끊겨도");
  await userEvent.click(screen.getByRole("button", { name: "Send reply" }));
  await waitFor(() => expect(again.some(({ method }) => method === "POST")).toBe(true));
  const keyOf = (requests: typeof sent) =>
    requests.find(({ method }) => method === "POST")?.headers.get("Idempotency-Key");
  expect(keyOf(again)).toBe(keyOf(sent));
});

test("one's own comment can be corrected; when it changed elsewhere the text stays", async () => {
  const sent = answering({
    "GET /api/requests/IT-1": shown(),
    "PATCH /api/requests/IT-1/comments/22": [
      { status: 409, body: { code: "stale_version", title: "Somebody changed this meanwhile" } },
      { body: aRequest() },
    ],
  });
  await renderInApp(<Page />);
  await userEvent.click(await screen.findByRole("button", { name: "What to do with your comment" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Edit" }));
  const editor = screen.getByRole("textbox", { name: "Your comment" });
  await userEvent.clear(editor);
  await userEvent.type(editor, "Corrected");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Your text here is kept");
  expect(editor).toHaveValue("Corrected");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(screen.queryByRole("textbox", { name: "Your comment" })).not.toBeInTheDocument(),
  );
  expect(sent.find(({ method }) => method === "PATCH")?.headers.get("If-Match")).toBe('"2"');
});

test("one's own comment is deleted after a question, and leaves a trace", async () => {
  const deleted = aRequest();
  deleted.conversation[2]!.comment = { ...deleted.conversation[2]!.comment!, deleted: true, bodyHtml: "" };
  answering({
    "GET /api/requests/IT-1": [shown(), { body: deleted }],
    "DELETE /api/requests/IT-1/comments/22": { body: deleted },
  });
  await renderInApp(<Page />);
  await userEvent.click(await screen.findByRole("button", { name: "What to do with your comment" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Delete" }));
  await userEvent.click(await screen.findByRole("button", { name: "Delete comment" }));
  expect(await screen.findByText("This comment was deleted.")).toBeInTheDocument();
});

test("withdrawing asks first, takes a comment along, and shows the new status", async () => {
  const withdrawn = aRequest({
    statusName: "Withdrawn",
    statusCategory: "done",
    resolution: "withdrawn",
    transitions: [],
  });
  const sent = answering({
    "GET /api/requests/IT-1": [shown(), { body: withdrawn }],
    "POST /api/requests/IT-1/transitions": { body: withdrawn },
  });
  await renderInApp(<Page />);
  await userEvent.click(await screen.findByRole("button", { name: "Withdraw request" }));
  const dialog = await screen.findByRole("dialog", { name: "Withdraw request" });
  await userEvent.type(within(dialog).getByRole("textbox", { name: "Comment" }), "해결했어요 <b>");
  await userEvent.click(within(dialog).getByRole("button", { name: "Withdraw request" }));
  await waitFor(() =>
    expect(
      within(screen.getByRole("region", { name: "Progress" })).getByText("Withdrawn"),
    ).toBeInTheDocument(),
  );
  const post = sent.find(({ method }) => method === "POST");
  expect(post?.headers.get("If-Match")).toBe('"4"');
  expect(JSON.parse(post?.body ?? "")).toEqual({
    transition: "withdraw",
    fields: {},
    comment: { body: "<p>해결했어요 &lt;b&gt;</p>" },
  });
});

test("a step that somebody else has overtaken says where the request stands and keeps the text", async () => {
  answering({
    "GET /api/requests/IT-1": [
      shown(),
      shown({ statusName: "Resolved", statusCategory: "done", transitions: [], version: 5 }),
    ],
    "POST /api/requests/IT-1/transitions": {
      status: 409,
      body: { code: "stale_version", detail: "Your change was based on an older version." },
    },
  });
  await renderInApp(<Page start="withdraw" />);
  const dialog = await screen.findByRole("dialog", { name: "Withdraw request" });
  await userEvent.type(within(dialog).getByRole("textbox", { name: "Comment" }), "필요 없어졌어요");
  await userEvent.click(within(dialog).getByRole("button", { name: "Withdraw request" }));
  expect(await within(dialog).findByText(/The request is now “Resolved”/)).toBeInTheDocument();
  expect(within(dialog).getByRole("textbox", { name: "Comment" })).toHaveValue("필요 없어졌어요");
  expect(within(dialog).getByRole("button", { name: "Withdraw request" })).toBeDisabled();
});

test("the reporter shares with a colleague and takes that back", async () => {
  const colleague = { id: 8, displayName: "박구름" };
  const sent = answering({
    "GET /api/requests/IT-1": shown(),
    "GET /api/portal/colleagues": { body: [colleague] },
    "PUT /api/requests/IT-1/participants/8": shown({ participants: [colleague] }),
    "DELETE /api/requests/IT-1/participants/8": shown(),
  });
  await renderInApp(<Page />);
  await userEvent.type(await screen.findByRole("combobox", { name: "Share with a colleague" }), "구름");
  await userEvent.click(await screen.findByRole("option", { name: /박구름/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Stop sharing with 박구름" }));
  await waitFor(() =>
    expect(screen.queryByRole("button", { name: "Stop sharing with 박구름" })).not.toBeInTheDocument(),
  );
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toContain(
    "DELETE /api/requests/IT-1/participants/8",
  );
});

test("who only looks on may neither reply nor share", async () => {
  answering({
    "GET /api/requests/IT-1": shown({ permissions: { comment: false, share: false }, transitions: [] }),
  });
  await renderInApp(<Page />);
  await screen.findByRole("heading", { level: 1 });
  expect(screen.queryByRole("textbox", { name: "Reply" })).not.toBeInTheDocument();
  expect(screen.queryByRole("combobox")).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "What to do with your comment" })).not.toBeInTheDocument();
  expect(screen.getByRole("link", { name: "My approvals" })).toBeVisible();
});
