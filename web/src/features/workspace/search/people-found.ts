import type { PersonRef } from "@/shared/person/person";

const most = 5;

/** What may be somebody's name or address, and not a key, a phrase or anything else that tickets are looked for by. */
export function maybeName(query: string): boolean {
  return (
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’@_-]{1,59}$/u.test(query) &&
    /\p{L}/u.test(query) &&
    !/^[a-z][a-z0-9]*-\d+$/iu.test(query) &&
    query.split(/\s+/u).length <= 4
  );
}

/**
 * Those who are meant by what was typed. Whom the directory gives only because their address is at a domain of that name is not;
 * when it gives nobody who is called so, it gives those whose names are nearly written so.
 */
export function meantBy(
  query: string,
  found: readonly PersonRef[],
): { people: PersonRef[]; nearly: boolean } {
  const typed = folded(query);
  const called = ({ displayName, email }: PersonRef) =>
    folded(displayName).includes(typed) ||
    Boolean(email && (typed.includes("@") ? folded(email) : localPart(email)).includes(typed));
  const written = ({ displayName, email }: PersonRef) =>
    folded(`${displayName}\n${email ?? ""}`).includes(typed);
  const nearly = !found.some(written);
  return { people: (nearly ? [...found] : found.filter(called)).slice(0, most), nearly };
}

const folded = (text: string) => text.normalize("NFC").trim().toLowerCase();

const localPart = (email: string) => folded(email).split("@")[0] ?? "";

/** The query for the tickets that somebody has to do with in this way; their address says who they are, whoever else has the name. */
export function ticketsOf(field: "customer" | "assignee" | "participants", { id, email }: PersonRef): string {
  return `${field} = ${email ? `"${email.replaceAll(/["\\]/gu, "\\$&")}"` : `#${id}`}`;
}
