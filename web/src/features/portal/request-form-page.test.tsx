import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { Suspense } from "react";
import { signInGate } from "@/shared/api/sign-in-gate";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { RequestFormPage } from "./request-form-page";
import { aRequest, aRequestForm } from "./samples";

const form = { "GET /api/portal/request-types/11": { body: aRequestForm() } };

const open = () =>
  renderInApp(
    <Suspense>
      <RequestFormPage requestTypeId={11} />
    </Suspense>,
  );
const summary = () => screen.findByRole("textbox", { name: /What do you need/ });
const send = async () => userEvent.click(screen.getByRole("button", { name: "Send request" }));

test("a filled-in form becomes a request, once, and leads to it", async () => {
  const sent = answering({ ...form, "POST /api/requests": { status: 201, body: aRequest({ key: "IT-9" }) } });
  const { router, container } = await open();
  await userEvent.type(await summary(), "새 노트북 1대");
  expect(screen.getByText("Two or three days when in stock.")).toBeInTheDocument();
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
  await send();
  await waitFor(() => expect(router.state.location.pathname).toBe("/portal/requests/IT-9"));
  expect(router.state.location.search).toEqual({ sent: true });
  const post = sent.find(({ method }) => method === "POST");
  expect(JSON.parse(post?.body ?? "")).toEqual({
    requestTypeId: 11,
    values: { summary: "새 노트북 1대", quantity: 1 },
    participantIds: [],
  });
  expect(post?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f]{32}$/);
  expect(localStorage.getItem("maru.draft.1.request.11")).toBeNull();
});

test("what is missing or out of bounds is told at the field before anything is sent", async () => {
  const sent = answering(form);
  await open();
  await summary();
  const quantity = screen.getByRole("textbox", { name: /Quantity/ });
  await userEvent.clear(quantity);
  await userEvent.type(quantity, "99");
  await send();
  expect(await summary()).toHaveAccessibleDescription("This is needed.");
  expect(quantity).toHaveAccessibleDescription("No more than 10.");
  expect(sent.filter(({ method }) => method === "POST")).toEqual([]);
});

test("what the server does not accept is told at its field, and the next attempt is the same request", async () => {
  const sent = answering({
    ...form,
    "POST /api/requests": [
      {
        status: 400,
        body: {
          code: "invalid",
          title: "The request has mistakes",
          errors: [{ pointer: "/values/summary", code: "one_line", message: "This must be a single line." }],
        },
      },
      { status: 201, body: aRequest() },
    ],
  });
  await open();
  await userEvent.type(await summary(), "노트북");
  await send();
  expect(await screen.findByText("This must be a single line.")).toBeInTheDocument();
  expect(await summary()).toHaveValue("노트북");
  await userEvent.type(await summary(), " 1대");
  await send();
  await waitFor(() => expect(sent.filter(({ method }) => method === "POST")).toHaveLength(2));
  const keys = sent
    .filter(({ method }) => method === "POST")
    .map(({ headers }) => headers.get("Idempotency-Key"));
  expect(keys[0]).toBe(keys[1]);
});

test("out of reach of the server everything typed stays, and is found again after a reload", async () => {
  answering(form);
  const first = await open();
  await userEvent.type(await summary(), "오프라인에서 작성");
  await send();
  expect(await screen.findByRole("alert")).toHaveTextContent("What you typed is kept here");
  expect(await summary()).toHaveValue("오프라인에서 작성");
  first.unmount();

  await open();
  expect(await summary()).toHaveValue("오프라인에서 작성");
  expect(screen.getByText(/You began this earlier/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Start again" }));
  await waitFor(async () => expect(await summary()).toHaveValue(""));
  expect(screen.queryByText(/You began this earlier/)).not.toBeInTheDocument();
});

test("a session that ends while somebody types costs nothing but signing in again", async () => {
  const leave = signInGate.attend();
  const sent = answering({
    ...form,
    "POST /api/requests": [
      { status: 401, body: { code: "sign_in_required", title: "Sign in" } },
      { status: 201, body: aRequest({ key: "IT-5" }) },
    ],
  });
  const { router } = await open();
  await userEvent.type(await summary(), "계속 쓰던 글");
  await send();
  await waitFor(() => expect(signInGate.isAsking()).toBe(true));
  expect(await summary()).toHaveValue("계속 쓰던 글");
  signInGate.answer(true);
  await waitFor(() => expect(router.state.location.pathname).toBe("/portal/requests/IT-5"));
  const posts = sent.filter(({ method }) => method === "POST");
  expect(posts[1]?.body).toBe(posts[0]?.body);
  expect(posts[1]?.headers.get("Idempotency-Key")).toBe(posts[0]?.headers.get("Idempotency-Key"));
  leave();
});

test("colleagues are found and get to see the request", async () => {
  const sent = answering({
    ...form,
    "GET /api/portal/colleagues": { body: [{ id: 8, displayName: "박구름" }] },
    "POST /api/requests": { status: 201, body: aRequest() },
  });
  await open();
  await userEvent.type(await summary(), "같이 보는 요청");
  await userEvent.type(screen.getByRole("combobox", { name: "Share with colleagues" }), "구름");
  await userEvent.click(await screen.findByRole("option", { name: /박구름/ }));
  expect(screen.getByRole("button", { name: "Stop sharing with 박구름" })).toBeInTheDocument();
  await send();
  await waitFor(() => expect(sent.some(({ method }) => method === "POST")).toBe(true));
  const post = sent.find(({ method }) => method === "POST");
  expect((JSON.parse(post?.body ?? "") as { participantIds: number[] }).participantIds).toEqual([8]);
});

test("what is asked follows the answers, and nothing typed is lost while the server cannot be reached", async () => {
  const state = (reason: boolean) => ({
    fields: {
      summary: { visible: true, required: true, readOnly: false },
      quantity: { visible: true, required: true, readOnly: false },
      business_reason: { visible: reason, required: reason, readOnly: false },
    },
    values: {},
  });
  const offered = {
    "GET /api/portal/request-types/12": {
      body: aRequestForm({ id: 12, conditional: true, state: state(false) }),
    },
  };
  const question = "POST /api/portal/request-types/12/form-state";
  const first = answering({ ...offered, [question]: [{ body: state(false) }, { body: state(true) }] });
  const { router } = await renderInApp(
    <Suspense>
      <RequestFormPage requestTypeId={12} />
    </Suspense>,
  );
  await summary();
  expect(screen.queryByRole("textbox", { name: /Business reason/ })).not.toBeInTheDocument();
  await waitFor(() => expect(first.some(({ method }) => method === "POST")).toBe(true));
  const quantity = screen.getByRole("textbox", { name: /Quantity/ });
  await userEvent.clear(quantity);
  await userEvent.type(quantity, "9");
  const reason = await screen.findByRole("textbox", { name: /Business reason/ });
  expect(quantity).toHaveFocus();

  const unreachable = answering({
    [question]: { status: 503, body: { code: "unavailable", title: "Away" } },
  });
  await userEvent.type(reason, "Compiling");
  await waitFor(() => expect(unreachable).not.toEqual([]));
  expect(reason).toHaveValue("Compiling");
  expect(reason).toHaveFocus();

  const last = answering({
    [question]: { body: state(false) },
    "POST /api/requests": { status: 201, body: aRequest({ key: "IT-9" }) },
  });
  await userEvent.type(await summary(), "A laptop");
  await waitFor(() =>
    expect(screen.queryByRole("textbox", { name: /Business reason/ })).not.toBeInTheDocument(),
  );
  await send();
  await waitFor(() => expect(router.state.location.pathname).toBe("/portal/requests/IT-9"));
  const post = last.find(({ path }) => path === "/api/requests");
  expect(JSON.parse(post?.body ?? "")).toMatchObject({ values: { summary: "A laptop", quantity: 9 } });
  expect(post?.body).not.toContain("Compiling");
});
