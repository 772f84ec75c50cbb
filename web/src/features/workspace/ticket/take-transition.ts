import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import type { FieldValues } from "@/shared/field/field";
import { inTurn, rememberTicket } from "../ticket-edits";
import type { Ticket, Transition } from "../tickets";
import { ticketQueries } from "../tickets";

interface TransitionBody {
  transition: string;
  fields: FieldValues;
  comment?: { body: string; internal: boolean };
}

/** Takes a step; waits for our own writes that are underway. */
export function takeTransition(
  client: QueryClient,
  key: string,
  basedOn: number,
  body: TransitionBody,
): Promise<Ticket> {
  return inTurn(client, key, basedOn, (version) =>
    answer<Ticket>(
      api.POST("/api/tickets/{key}/transitions", {
        params: { path: { key } },
        headers: ifMatch(version),
        body: body as never,
      }),
    ),
  );
}

/** Takes a step that asks for nothing, and tells what became of it. */
export async function takeStep(client: QueryClient, ticket: Ticket, transition: Transition): Promise<void> {
  try {
    const moved = await takeTransition(client, ticket.key, ticket.version, {
      transition: transition.key,
      fields: {},
    });
    rememberTicket(client, moved);
    toast.done(t`${moved.key} is now “${moved.status.name}”.`);
  } catch (failure) {
    toast.failed(failure);
    void client.invalidateQueries({ queryKey: ticketQueries.detail(ticket.key).queryKey });
  }
}
