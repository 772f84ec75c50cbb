import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { toast } from "@/shared/feedback/toast";
import { takeStep } from "../ticket/take-transition";
import type { Ticket, TicketRow, Transition } from "../tickets";
import { ticketQueries } from "../tickets";
import type { ShownColumn } from "./columns";
import { holds } from "./columns";

/** A step for which something is still to be answered. */
export interface Asked {
  ticket: Ticket;
  transitions: readonly Transition[];
}

export const stands = (row: Pick<TicketRow, "status">, column: ShownColumn) => holds(column, row.status.name);

export function leadingTo(ticket: Ticket, column: ShownColumn): Transition[] {
  if (!ticket.permissions.some((held) => held === "ticket.transition")) return [];
  return ticket.transitions.filter(({ to }) => holds(column, to.name));
}

/** A ticket as it stands, since what can be done with it depends on more than the card shows. */
export function steps(client: QueryClient, key: string): Promise<Ticket> {
  return client.fetchQuery({ ...ticketQueries.detail(key), staleTime: 5_000 });
}

/** Takes tickets from column to column; a card stands in its new one until the server has spoken. */
export function useMoves(query: string) {
  const client = useQueryClient();
  // By key, with the name of the status to which it goes.
  const [moving, setMoving] = useState<ReadonlyMap<string, { row: TicketRow; to: string }>>(new Map());
  const [asked, setAsked] = useState<Asked | null>(null);
  const waiting = useRef<TicketRow | null>(null);

  const show = (row: TicketRow, to: string) => setMoving((known) => new Map(known).set(row.key, { row, to }));

  async function settle(row: TicketRow) {
    await client.invalidateQueries({ queryKey: ["found", query] });
    setMoving((known) => new Map([...known].filter(([key]) => key !== row.key)));
  }

  async function take(row: TicketRow, ticket: Ticket, transition: Transition) {
    show(row, transition.to.name);
    if (transition.sections.length > 0) {
      waiting.current = row;
      setAsked({ ticket, transitions: [transition] });
      return;
    }
    await takeStep(client, ticket, transition);
    await settle(row);
  }

  return {
    moving,
    asked,
    /** Takes the step that leads to a column; asks which, where several do. */
    async moveTo(row: TicketRow, column: ShownColumn) {
      if (stands(row, column)) return;
      show(row, column.names[0] ?? column.name);
      let ticket: Ticket;
      try {
        ticket = await steps(client, row.key);
      } catch (failure) {
        toast.failed(failure);
        return settle(row);
      }
      const [transition, ...others] = leadingTo(ticket, column);
      if (!transition) {
        toast.refused(t`No step leads from “${ticket.status.name}” to “${column.name}”.`);
        return settle(row);
      }
      if (others.length === 0) return take(row, ticket, transition);
      waiting.current = row;
      setAsked({ ticket, transitions: [transition, ...others] });
    },
    take,
    /** Chooses among several steps. */
    choose(transition: Transition) {
      const row = waiting.current;
      if (!asked || !row) return;
      setAsked(null);
      void take(row, asked.ticket, transition);
    },
    /** What was asked is answered, or nobody wants to answer. */
    close() {
      const row = waiting.current;
      setAsked(null);
      if (row) void settle(row);
    },
  };
}
