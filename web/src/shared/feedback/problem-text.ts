import { t } from "@lingui/core/macro";
import { ProblemError } from "../api/problem";

/** What to tell a person about a failure: what happened, what was kept, what to do. */
export function problemText(failure: unknown): string {
  if (!(failure instanceof ProblemError)) {
    return t`Something went wrong in this page. Reload it; if it happens again, tell your administrator.`;
  }
  if (failure.isUnreachable) {
    return t`The server cannot be reached. What you typed is kept here; try again in a moment.`;
  }
  if (failure.code === "sign_in_required") return t`Your session has ended. Sign in again to go on.`;
  if (failure.detail) return failure.detail;
  if (failure.errors.length > 0) return failure.errors.map(({ message }) => message).join(" ");
  if (failure.status >= 500)
    return t`The server could not do this. Nothing was changed; try again in a moment.`;
  return failure.title || t`The server refused this. Nothing was changed.`;
}

/** What is wrong one by one, where no field stands by to tell it; else the failure as a whole. */
export function problemLines(failure: unknown): string[] {
  if (failure instanceof ProblemError && failure.errors.length > 0)
    return [...new Set(failure.errors.map(({ message }) => message))];
  return failure ? [problemText(failure)] : [];
}
