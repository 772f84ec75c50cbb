import { useMemo } from "react";
import type { Ticket } from "../tickets";

/** What the reader may do with a ticket, as the server says. */
export function useTicketAbilities({ permissions }: Pick<Ticket, "permissions">) {
  return useMemo(() => {
    const has = (permission: string) => permissions.some((held) => held === permission);
    return {
      edit: has("ticket.edit"),
      assign: has("ticket.assign"),
      transition: has("ticket.transition"),
      reply: has("ticket.comment_public"),
      note: has("ticket.comment_internal"),
      moderate: has("ticket.moderate"),
    };
  }, [permissions]);
}
