import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { may, useSession } from "@/shared/session/session";

export type Desk = Schemas["DeskSummary"];

export const desksQuery = queryOptions({
  queryKey: ["desks"],
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Desk[]> => answer(api.GET("/api/desks")),
});

/** The desks whose tickets this person works on, in the order the server gives them. */
export function useWorkedDesks(): Desk[] {
  const session = useSession();
  const { data } = useSuspenseQuery(desksQuery);
  return data.filter((desk: Desk) => may(session, "ticket.view", desk.key));
}

const storageName = "maru.desk";

/** The desk that was worked on last on this device. */
export const lastDesk = {
  remember(deskKey: string): void {
    try {
      localStorage.setItem(storageName, deskKey);
    } catch {
      // Storage switched off: the first desk is taken next time.
    }
  },
  among(desks: readonly Desk[]): Desk | undefined {
    let remembered: string | null = null;
    try {
      remembered = localStorage.getItem(storageName);
    } catch {
      // As above.
    }
    return desks.find(({ key }) => key === remembered) ?? desks[0];
  },
};
