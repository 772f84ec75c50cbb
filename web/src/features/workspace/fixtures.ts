import { aSession } from "@/testing/render";
import type { Session } from "@/shared/session/session";
import type { Comment, SlaClock, Ticket, TicketRow } from "./tickets";

const agentPermissions: Session["permissions"] = [
  "ticket.view",
  "ticket.create",
  "ticket.edit",
  "ticket.assign",
  "ticket.transition",
  "ticket.comment_public",
  "ticket.comment_internal",
];

export const minji = { id: 1, displayName: "김민지" };
export const grace = { id: 2, displayName: "Grace Hopper" };
export const customer = { id: 7, displayName: "이서준" };

export const aDesk = { id: 1, key: "IT", name: "IT desk", description: "", icon: "headset" };

/** Somebody who works on the desk IT. */
export function anAgent(): Session {
  return {
    ...aSession(),
    administrator: false,
    deskRoles: [{ deskKey: "IT", roles: ["agent"], permissions: agentPermissions }],
  };
}

export function aRow(changes: Partial<TicketRow> = {}): TicketRow {
  return {
    key: "IT-1",
    summary: "The printer is on fire",
    type: "incident",
    requestTypeName: "Incident",
    status: { key: "open", name: "Open", category: "new" },
    priority: 3,
    reporter: customer,
    labels: [],
    createdAt: "2026-11-20T01:00:00Z",
    updatedAt: "2026-11-21T01:00:00Z",
    cells: {},
    version: 4,
    ...changes,
  };
}

export function aComment(changes: Partial<Comment> = {}): Comment {
  return {
    id: 11,
    author: customer,
    internal: false,
    bodyHtml: "<p>It still burns.</p>",
    quotes: false,
    createdAt: "2026-11-21T01:00:00Z",
    version: 1,
    attachments: [],
    canEdit: false,
    canDelete: false,
    ...changes,
  };
}

export function aTicket(changes: Partial<Ticket> = {}): Ticket {
  return {
    key: "IT-1",
    version: 4,
    deskKey: "IT",
    deskName: "IT desk",
    type: "incident",
    summary: "The printer is on fire",
    descriptionHtml: "<p>Third floor.</p>",
    status: { key: "open", name: "Open", category: "new" },
    priority: 3,
    reporter: customer,
    createdBy: customer,
    labels: [],
    channel: "portal",
    participants: [],
    watchers: [],
    watching: false,
    fields: [],
    links: [],
    attachments: [],
    comments: [],
    transitions: [],
    permissions: agentPermissions,
    createdAt: "2026-11-20T01:00:00Z",
    updatedAt: "2026-11-21T01:00:00Z",
    ...changes,
  };
}

/** A clock that runs, with 3 of 4 hours left. */
export function aClock(changes: Partial<SlaClock> = {}): SlaClock {
  return {
    id: 31,
    policyId: 5,
    policy: "Time to first response",
    cycle: 1,
    state: "running",
    goal: null,
    target: 14_400_000,
    elapsed: 3_600_000,
    remaining: 10_800_000,
    dueAt: "2026-11-23T05:00:00Z",
    breached: false,
    startedAt: "2026-11-23T01:00:00Z",
    stoppedAt: null,
    calendar: "Weekdays",
    openTimes: [{ from: "2026-11-23T02:00:00Z", to: "2026-11-23T09:00:00Z" }],
    asOf: "2026-11-23T02:00:00Z",
    ...changes,
  };
}
