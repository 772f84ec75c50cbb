import { aSession } from "@/testing/render";
import type { Session } from "@/shared/session/session";
import type { Comment, Ticket, TicketRow } from "./tickets";

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
