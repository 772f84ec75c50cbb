import { useEffect } from "react";
import { answer, api } from "@/shared/api/client";
import type { LinkedTicket } from "./tickets";

/** What one looked at, the latest first. */
export async function viewedTickets(): Promise<LinkedTicket[]> {
  return answer(api.GET("/api/tickets/viewed"));
}

/** Has it kept that one looks at a ticket. Nothing is said when that fails: nobody asked for it. */
export function useViewed(key: string): void {
  useEffect(() => {
    api.PUT("/api/tickets/{key}/viewed", { params: { path: { key } } }).catch(() => undefined);
  }, [key]);
}
