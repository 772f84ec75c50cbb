import { useQuery } from "@tanstack/react-query";
import { deskQueries } from "./queries";
import type { DeskSummary } from "./resources";

const none: DeskSummary[] = [];

/** The desks whose configuration is open to whoever is signed in: all for an administrator, a manager's own. */
export function useConfiguredDesks(): DeskSummary[] {
  const { data } = useQuery(deskQueries.list);
  return data?.filter(({ permissions }) => permissions.includes("desk.configure")) ?? none;
}
