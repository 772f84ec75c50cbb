import { answering } from "@/testing/server";
import { answer, api, ifMatch } from "./client";
import { connection } from "./connection";
import type { ProblemError } from "./problem";
import { isProblem } from "./problem";
import { signInGate } from "./sign-in-gate";

async function failureOf(request: Promise<unknown>): Promise<ProblemError> {
  const failure: unknown = await request.catch((thrown: unknown) => thrown);
  if (!isProblem(failure)) throw new Error("The request was expected to fail");
  return failure;
}

const signInRequired = { status: 401, body: { code: "sign_in_required", title: "Sign in" } };

afterEach(() => {
  document.cookie = "XSRF-TOKEN=; Max-Age=0";
});

test("a success is its body", async () => {
  answering({ "GET /api/me": { body: { displayName: "김민지" } } });
  expect(await answer(api.GET("/api/me", {}))).toEqual({ displayName: "김민지" });
});

test("a refusal carries code, violations and everything else the server said", async () => {
  answering({
    "PATCH /api/tickets/IT-1": {
      status: 409,
      body: {
        title: "Conflict",
        detail: "Somebody was faster.",
        code: "conflicting_change",
        errors: [{ pointer: "/summary", code: "changed_meanwhile", message: "Changed meanwhile" }],
        currentVersion: 7,
      },
    },
  });
  const problem = await failureOf(
    api.PATCH("/api/tickets/{key}", { params: { path: { key: "IT-1" }, header: ifMatch(6) }, body: {} }),
  );
  expect(problem).toMatchObject({
    status: 409,
    code: "conflicting_change",
    message: "Somebody was faster.",
    errors: [{ pointer: "/summary", code: "changed_meanwhile", message: "Changed meanwhile" }],
    extensions: { currentVersion: 7 },
  });
});

test("an answer that is no problem document is still a problem", async () => {
  vi.stubGlobal(
    "fetch",
    async () => new Response("<html>Bad gateway</html>", { status: 502, statusText: "Bad Gateway" }),
  );
  expect(await failureOf(api.GET("/api/me", {}))).toMatchObject({
    status: 502,
    code: "http_502",
    title: "Bad Gateway",
  });
});

test("changes carry the token of the cookie and the version seen, reads do not", async () => {
  document.cookie = "XSRF-TOKEN=a%2Fb";
  const sent = answering({ "GET /api/me": { body: {} }, "PATCH /api/me": { body: {} } });
  await api.GET("/api/me", {});
  await api.PATCH("/api/me", { headers: ifMatch(3), body: {} });
  expect(sent.map(({ headers }) => headers.get("X-XSRF-TOKEN"))).toEqual([null, "a/b"]);
  expect(sent[1]?.headers.get("If-Match")).toBe('"3"');
  expect(sent[1]?.headers.get("Accept-Language")).toBe("en");
});

test("a server out of reach is reported and forgotten when it answers again", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  expect((await failureOf(api.GET("/api/me", {}))).isUnreachable).toBe(true);
  expect(connection.isReachable()).toBe(false);
  answering({ "GET /api/me": { body: {} } });
  await api.GET("/api/me", {});
  expect(connection.isReachable()).toBe(true);
});

test("a request refused for an ended session is repeated with its body after signing in again", async () => {
  const leave = signInGate.attend();
  const sent = answering({ "POST /api/requests": [signInRequired, { status: 201, body: { key: "IT-1" } }] });
  const waiting = answer(
    api.POST("/api/requests", { body: { requestTypeId: 1, values: { summary: "프린터" } } }),
  );
  await vi.waitFor(() => expect(signInGate.isAsking()).toBe(true));
  document.cookie = "XSRF-TOKEN=fresh";
  signInGate.answer(true);
  expect(await waiting).toEqual({ key: "IT-1" });
  expect(sent.map(({ body }) => body)).toEqual([sent[0]?.body, sent[0]?.body]);
  expect(sent[1]?.body).toContain("프린터");
  expect(sent[1]?.headers.get("X-XSRF-TOKEN")).toBe("fresh");
  leave();
});

test("requests that end together ask once; a declined sign-in fails them all", async () => {
  const leave = signInGate.attend();
  answering({ "GET /api/me": signInRequired });
  const failures = [failureOf(api.GET("/api/me", {})), failureOf(api.GET("/api/me", {}))];
  await vi.waitFor(() => expect(signInGate.isAsking()).toBe(true));
  signInGate.answer(false);
  expect((await Promise.all(failures)).map(({ code }) => code)).toEqual([
    "sign_in_required",
    "sign_in_required",
  ]);
  leave();
});

test("without a dialog to ask, an ended session fails at once", async () => {
  answering({ "GET /api/me": signInRequired });
  expect((await failureOf(api.GET("/api/me", {}))).code).toBe("sign_in_required");
});
