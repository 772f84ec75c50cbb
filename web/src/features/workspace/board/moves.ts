import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { toast } from "@/shared/feedback/toast";
import { takeTransition } from "../ticket/take-transition";
import { rememberTicket } from "../ticket-edits";
import type { Ticket, TicketRow, Transition } from "../tickets";
import { ticketQueries } from "../tickets";
import type { BoardColumn } from "./queries";

/** A step for which something is still to be answered. */
export interface Asked {
  ticket: Ticket;
  transitions: readonly Transition[];
}

/** Statuses of different workflows are one column when they are called the same. */
export const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

export const stands = (row: Pick<TicketRow, "status">, column: BoardColumn) =>
  same(row.status.name, column.name);

export function leadingTo(ticket: Ticket, column: BoardColumn): Transition[] {
  if (!ticket.permissions.some((held) => held === "ticket.transition")) return [];
  return ticket.transitions.filter(({ to }) => same(to.name, column.name));
}

/** A ticket as it stands, since what can be done with it depends on more than the card shows. */
export function steps(client: QueryClient, key: string): Promise<Ticket> {
  return client.fetchQuery({ ...ticketQueries.detail(key), staleTime: 5_000 });
}

/** Takes tickets from column to column; a card stands in its new one until the server has spoken. */
export function useMoves(query: string) {
  const client = useQueryClient();
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
    await settle(row);
  }

  return {
    moving,
    asked,
    /** Takes the step that leads to a column; asks which, where several do. */
    async moveTo(row: TicketRow, column: BoardColumn) {
      if (stands(row, column)) return;
      show(row, column.name);
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
