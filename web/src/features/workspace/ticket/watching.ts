import { useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import { useSession } from "@/shared/session/session";
import { rememberTicket } from "../ticket-edits";
import type { Ticket } from "../tickets";

/** Sends a change that is no edit of a field, and shows the ticket it leads to. Answers whether it was done. */
export function useTicketWrite() {
  const client = useQueryClient();
  return async (request: Promise<Ticket>): Promise<boolean> => {
    try {
      rememberTicket(client, await request);
      return true;
    } catch (failure) {
      toast.failed(failure);
      return false;
    }
  };
}

/** Following a ticket, and leaving off. */
export function useWatching(ticket: Ticket) {
  const { person } = useSession();
  const write = useTicketWrite();
  const at = (personId: number) => ({ params: { path: { key: ticket.key, personId } } });
  return {
    toggle: () =>
      write(
        answer(
          ticket.watching
            ? api.DELETE("/api/tickets/{key}/watchers/{personId}", at(person.id))
            : api.PUT("/api/tickets/{key}/watchers/{personId}", at(person.id)),
        ),
      ),
    add: (personId: number) => write(answer(api.PUT("/api/tickets/{key}/watchers/{personId}", at(personId)))),
    remove: (personId: number) =>
      write(answer(api.DELETE("/api/tickets/{key}/watchers/{personId}", at(personId)))),
  };
}
