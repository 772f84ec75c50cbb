import type { QueryClient } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import type { PersonRef } from "@/shared/person/person";
import type { QueuePage } from "./queue/queues";
import { allDesks } from "./queue/queues";
import type { Ticket, TicketRow } from "./tickets";
import { ticketQueries } from "./tickets";

/** What to change of a ticket, by the names of the API; what is left out stays. */
export interface TicketChanges {
  summary?: string;
  description?: string;
  priority?: number;
  assigneeId?: number | null;
  teamId?: number | null;
  labels?: string[];
  dueDate?: string | null;
  type?: Ticket["type"];
  requestTypeId?: number | null;
  reporterId?: number;
  values?: Record<string, unknown>;
}

export interface TicketEdit {
  key: string;
  /** The version the person saw when they began. */
  basedOn: number;
  changes: TicketChanges;
  /** The new values as people read them, by field as in a conflict (`assigneeId`, `values/location`). */
  words?: Record<string, string>;
  /** How the ticket will look, shown before the server has answered. */
  preview?: Partial<Pick<Ticket, "assignee" | "priority">>;
}

/** One field that somebody else changed meanwhile, with both values. */
export interface Conflict {
  field: string;
  yours: unknown;
  theirs: unknown;
  changedBy: PersonRef;
  changedAt: string;
}

export interface OpenConflict {
  edit: TicketEdit;
  /** The ticket as it stands now. */
  ticket: Ticket;
  conflicts: Conflict[];
  /** Answers with the fields in which the person's own value shall stand; with null when they decide later. */
  settle: (mine: ReadonlySet<string> | null) => void;
}

let open: OpenConflict | null = null;
const listeners = new Set<() => void>();

function show(next: OpenConflict | null): void {
  open = next;
  listeners.forEach((listener) => listener());
}

function ask(question: Omit<OpenConflict, "settle">): Promise<ReadonlySet<string> | null> {
  open?.settle(null);
  return new Promise((resolve) => {
    show({
      ...question,
      settle: (mine) => {
        show(null);
        resolve(mine);
      },
    });
  });
}

/** The conflict that waits for a decision. */
export function useOpenConflict(): OpenConflict | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}

/** Our own writes of each ticket: the one underway, and the versions that only they have superseded. */
interface OwnWrites {
  underway: Map<string, Promise<unknown>>;
  succeededBy: Map<string, number>;
}

const ownWrites = new WeakMap<QueryClient, OwnWrites>();

function writesOf(client: QueryClient): OwnWrites {
  const known = ownWrites.get(client) ?? { underway: new Map(), succeededBy: new Map() };
  ownWrites.set(client, known);
  return known;
}

/**
 * Runs writes of one ticket one after the other. Each is given the version that its predecessors made of its own, or
 * somebody who changes the same thing twice would be told that they conflict with themselves.
 */
export function inTurn(
  client: QueryClient,
  key: string,
  basedOn: number,
  write: (version: number) => Promise<Ticket>,
): Promise<Ticket> {
  const { underway, succeededBy } = writesOf(client);
  const turn = (underway.get(key) ?? Promise.resolve())
    .catch(() => undefined)
    .then(async () => {
      let version = basedOn;
      for (let next; (next = succeededBy.get(`${key} ${version}`)) !== undefined;) version = next;
      const ticket = await write(version);
      // A greater step means that somebody else wrote in between: then the server has to compare.
      if (ticket.version === version + 1) succeededBy.set(`${key} ${version}`, ticket.version);
      return ticket;
    });
  underway.set(key, turn);
  return turn;
}

/** Puts a ticket that the server answered with everywhere it is shown. */
export function rememberTicket(client: QueryClient, ticket: Ticket): void {
  client.setQueryData(ticketQueries.detail(ticket.key).queryKey, ticket);
  void client.invalidateQueries({ queryKey: ticketQueries.history(ticket.key).queryKey });
  patchRows(client, ticket.deskKey, ticket.key, (row) => ({
    ...row,
    summary: ticket.summary,
    type: ticket.type,
    status: ticket.status,
    priority: ticket.priority,
    reporter: ticket.reporter,
    assignee: ticket.assignee,
    labels: ticket.labels,
    dueDate: ticket.dueDate,
    updatedAt: ticket.updatedAt,
    version: ticket.version,
  }));
}

function patchRows(
  client: QueryClient,
  deskKey: string,
  key: string,
  change: (row: TicketRow) => TicketRow,
): void {
  client.setQueriesData<{ pages: QueuePage[]; pageParams: unknown[] }>(
    {
      predicate: ({ queryKey: [kind, place, what] }) =>
        (kind === "queues" && what === "tickets" && (place === deskKey || place === allDesks)) ||
        (kind === "found" && what === "page"),
    },
    (lists) =>
      lists && {
        ...lists,
        pages: lists.pages.map((page) => ({
          ...page,
          items: page.items.map((row) => (row.key === key ? change(row) : row)),
        })),
      },
  );
}

function preview(client: QueryClient, { key, preview: shown }: TicketEdit): void {
  if (!shown) return;
  client.setQueryData(ticketQueries.detail(key).queryKey, (ticket) => ticket && { ...ticket, ...shown });
  patchRows(client, key.slice(0, key.lastIndexOf("-")), key, (row) => ({ ...row, ...shown }));
}

async function forgetPreview(client: QueryClient, { key, preview: shown }: TicketEdit): Promise<void> {
  if (!shown) return;
  await Promise.all([
    client.invalidateQueries({ queryKey: ticketQueries.detail(key).queryKey }),
    client.invalidateQueries({ queryKey: ["queues"] }),
  ]);
}

function without(changes: TicketChanges, theirs: ReadonlySet<string>): TicketChanges {
  const { values, ...own } = changes;
  const kept = Object.fromEntries(Object.entries(own).filter(([field]) => !theirs.has(field)));
  const keptValues = Object.entries(values ?? {}).filter(([field]) => !theirs.has(`values/${field}`));
  return { ...kept, ...(keptValues.length > 0 ? { values: Object.fromEntries(keptValues) } : {}) };
}

async function send(client: QueryClient, edit: TicketEdit): Promise<Ticket | null> {
  const { key } = edit;
  try {
    const saved = await inTurn(client, key, edit.basedOn, (version) =>
      answer<Ticket>(
        api.PATCH("/api/tickets/{key}", {
          params: { path: { key } },
          headers: ifMatch(version),
          body: edit.changes as never,
        }),
      ),
    );
    rememberTicket(client, saved);
    return saved;
  } catch (failure) {
    if (!isProblem(failure, "conflicting_change")) throw failure;
    const conflicts = failure.extensions.conflicts as Conflict[];
    const ticket = await client.fetchQuery({ ...ticketQueries.detail(key), staleTime: 0 });
    const mine = await ask({ edit, ticket, conflicts });
    if (mine === null) return null;
    const theirs = new Set(conflicts.map(({ field }) => field).filter((field) => !mine.has(field)));
    const changes = without(edit.changes, theirs);
    if (Object.keys(changes).length === 0) return ticket;
    return send(client, { ...edit, changes, basedOn: ticket.version });
  }
}

/**
 * Changes fields of a ticket. What others changed in other fields stays; about the same field the person is asked.
 * Answers the ticket as it then stands, or null when they would rather decide later.
 */
export function useTicketEdits(): (edit: TicketEdit) => Promise<Ticket | null> {
  const client = useQueryClient();
  return useCallback(
    async (edit) => {
      await client.cancelQueries({ queryKey: ticketQueries.detail(edit.key).queryKey });
      preview(client, edit);
      try {
        const ticket = await send(client, edit);
        if (ticket === null) await forgetPreview(client, edit);
        return ticket;
      } catch (failure) {
        await forgetPreview(client, edit);
        throw failure;
      }
    },
    [client],
  );
}
