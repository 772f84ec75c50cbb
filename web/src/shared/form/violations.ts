import type { Violation } from "../api/problem";

/** `/administrator/email` as the form's path `administrator.email`. */
export function pathOf(pointer: string, root = ""): string | null {
  if (!pointer.startsWith(`${root}/`)) return null;
  return pointer
    .slice(root.length + 1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
}

function has(values: unknown, path: string): boolean {
  let current = values;
  for (const step of path.split(".")) {
    if (typeof current !== "object" || current === null || !(step in current)) return false;
    current = (current as Record<string, unknown>)[step];
  }
  return true;
}

/**
 * Sorts violations into those that belong to a value of the form and the rest. `names` says which value of the form
 * was sent under another name.
 */
export function placeViolations(
  violations: readonly Violation[],
  values: Record<string, unknown>,
  root = "",
  names: Readonly<Record<string, string>> = {},
): { placed: Record<string, string>; unplaced: string[] } {
  const placed: Record<string, string> = {};
  const unplaced: string[] = [];
  for (const { pointer, message } of violations) {
    const sent = pathOf(pointer, root);
    const path = sent === null ? null : (names[sent] ?? sent);
    // A violation inside a value (one of several choices, say) is told at that value.
    const owner =
      path === null ? undefined : [path, path.split(".")[0] ?? path].find((name) => has(values, name));
    if (owner === undefined) unplaced.push(message);
    else placed[owner] = placed[owner] ? `${placed[owner]} ${message}` : message;
  }
  return { placed, unplaced };
}
