import type { QueryClient } from "@tanstack/react-query";
import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { answer, api } from "../api/client";
import { isProblem } from "../api/problem";

export type Permission = Schemas["SessionResource"]["permissions"][number];

export type Theme = Session["person"]["theme"];

/** Who is signed in and what they may do. */
export type Session = Schemas["SessionResource"];

/** The session, or `null` when nobody is signed in, nor can be before the installation is set up. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await answer(api.GET("/api/session"));
    } catch (failure) {
      if (isProblem(failure) && (failure.status === 401 || failure.code === "setup_required")) return null;
      throw failure;
    }
  },
});

export function rememberSession(client: QueryClient, session: Session | null): void {
  client.setQueryData(sessionQuery.queryKey, session);
}

/** The session of whoever is signed in; only below the routes that require one. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error("There is no session here");
  return data;
}

export function useOptionalSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

/** Whether a permission is held, everywhere or on one desk; on any desk when none is named. */
export function may(session: Session, permission: Permission, deskKey?: string): boolean {
  return (
    session.permissions.includes(permission) ||
    session.deskRoles.some(
      (desk) => (deskKey === undefined || desk.deskKey === deskKey) && desk.permissions.includes(permission),
    )
  );
}

/** Whether the workspace is a face this person has; customers have the portal alone. */
export function worksOnTickets(session: Session): boolean {
  return may(session, "ticket.view");
}

/** Whether administration is a face this person has. */
export function administers(session: Session): boolean {
  return (
    may(session, "desk.configure") || may(session, "person.administer") || may(session, "group.administer")
  );
}
