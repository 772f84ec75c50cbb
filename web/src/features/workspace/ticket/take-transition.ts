import type { QueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch } from "@/shared/api/client";
import type { FieldValues } from "@/shared/field/field";
import { inTurn } from "../ticket-edits";
import type { Ticket } from "../tickets";

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
