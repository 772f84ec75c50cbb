import { i18n } from "@lingui/core";
import createClient from "openapi-fetch";
import { connection } from "./connection";
import type { ProblemError } from "./problem";
import { problemOf, unreachable } from "./problem";
import type { components, paths } from "./schema";
import { signInGate } from "./sign-in-gate";
import { visit } from "./visit";

/** The resources of the API by their name in its description: `Schemas["TicketRow"]`. */
export type Schemas = components["schemas"];

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

function csrfToken(): string | undefined {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith("XSRF-TOKEN="));
  return found && decodeURIComponent(found.slice("XSRF-TOKEN=".length));
}

/** The headers that show whose page asks: a visit's where it is inside another one, else what shows that it is ours. */
export function proof(method: string): [string, string][] {
  const visiting = visit.authorization();
  if (visiting) return [["Authorization", visiting]];
  const token = safeMethods.has(method) ? undefined : csrfToken();
  return token ? [["X-XSRF-TOKEN", token]] : [];
}

async function send(request: Request): Promise<Response> {
  // Before sign-in the server does not know the person's language yet.
  if (i18n.locale) request.headers.set("Accept-Language", i18n.locale);
  for (const [name, value] of proof(request.method)) request.headers.set(name, value);
  try {
    const response = await globalThis.fetch(request);
    connection.report(true);
    return response;
  } catch (failure) {
    if (request.signal.aborted) throw failure;
    connection.report(false);
    throw unreachable();
  }
}

/**
 * Sends a request; throws a {@link ProblemError} for every answer that is not a success. A request refused
 * because the session has ended waits for the person to sign in again and is then repeated.
 */
export async function transport(request: Request): Promise<Response> {
  const again = request.clone();
  let response = await send(request);
  if (!response.ok) {
    const problem = await readProblem(response);
    if (problem.code !== "sign_in_required" || !(await signInGate.ask())) throw problem;
    response = await send(again);
    if (!response.ok) throw await readProblem(response);
  }
  return response;
}

async function readProblem(response: Response): Promise<ProblemError> {
  return problemOf(
    response.status,
    response.statusText,
    await response.text(),
    response.headers.get("Retry-After"),
  );
}

/** The API, typed by its description. Use with {@link answer}: `answer(api.GET("/api/me"))`. */
export const api = createClient<paths>({ baseUrl: globalThis.location.origin, fetch: transport });

/** The body of a successful answer; failures have been thrown by then. */
export async function answer<T>(request: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  return (await request).data as NonNullable<T>;
}

/** Header for a change that must only apply to the version the person saw. */
export function ifMatch(version: number): { "If-Match": string } {
  return { "If-Match": `"${version}"` };
}

/** Header that makes a create safe to repeat. Make it once per form, not once per attempt. */
export function idempotencyKey(key: string): { "Idempotency-Key": string } {
  return { "Idempotency-Key": key };
}
