/** One thing the server did not accept; `pointer` is a JSON pointer into what was sent (`/values/summary`). */
export interface Violation {
  pointer: string;
  code: string;
  message: string;
}

/** What the server said no to, as it said it: `application/problem+json` in the person's language. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(
    /** HTTP status; 0 when the server could not be reached. */
    readonly status: number,
    /** Stable word for the kind of failure, such as `stale_version` or `sign_in_required`. */
    readonly code: string,
    readonly title: string,
    readonly detail: string | undefined,
    readonly errors: readonly Violation[],
    /** Everything else the problem carried, such as `conflicts` or `currentVersion`. */
    readonly extensions: Readonly<Record<string, unknown>>,
    readonly retryAfterSeconds?: number,
  ) {
    super(detail ?? title);
  }

  get isUnreachable(): boolean {
    return this.status === 0;
  }
}

export function unreachable(): ProblemError {
  return new ProblemError(0, "unreachable", "", undefined, [], {});
}

/** Whether an unknown failure is a problem, and optionally the one with this code. */
export function isProblem(failure: unknown, code?: string): failure is ProblemError {
  return failure instanceof ProblemError && (code === undefined || failure.code === code);
}

function violation(value: unknown): Violation[] {
  if (typeof value !== "object" || value === null) return [];
  const { pointer, code, message } = value as Record<string, unknown>;
  if (typeof message !== "string") return [];
  return [
    {
      pointer: typeof pointer === "string" ? pointer : "",
      code: typeof code === "string" ? code : "",
      message,
    },
  ];
}

/** Reads a non-2xx answer. An answer that is no problem document (a proxy's page, say) still becomes one. */
export function problemOf(
  status: number,
  statusText: string,
  body: string,
  retryAfter: string | null,
): ProblemError {
  let document: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === "object" && parsed !== null) document = parsed as Record<string, unknown>;
  } catch {
    // Not JSON: the status alone has to say it.
  }
  const {
    type: _type,
    status: _status,
    instance: _instance,
    title,
    detail,
    code,
    errors,
    ...extensions
  } = document;
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return new ProblemError(
    status,
    typeof code === "string" ? code : `http_${status}`,
    typeof title === "string" ? title : statusText,
    typeof detail === "string" ? detail : undefined,
    Array.isArray(errors) ? errors.flatMap(violation) : [],
    extensions,
    Number.isFinite(seconds) ? seconds : undefined,
  );
}
