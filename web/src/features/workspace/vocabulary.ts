import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { HistoryEntry, Ticket, TicketLink } from "./tickets";

export type Resolution = NonNullable<Ticket["resolution"]>;

export const resolutions: Readonly<Record<Resolution, MessageDescriptor>> = {
  done: msg({ message: "Done", context: "resolution" }),
  workaround: msg({ message: "Workaround given", context: "resolution" }),
  duplicate: msg({ message: "Duplicate", context: "resolution" }),
  declined: msg({ message: "Declined", context: "resolution" }),
  cannot_reproduce: msg({ message: "Cannot reproduce", context: "resolution" }),
  withdrawn: msg({ message: "Withdrawn", context: "resolution" }),
};

export const channels: Readonly<Record<HistoryEntry["channel"], MessageDescriptor>> = {
  portal: msg({ message: "Portal", context: "channel" }),
  workspace: msg({ message: "Workspace", context: "channel" }),
  api: msg({ message: "API", context: "channel" }),
  mail: msg({ message: "Mail", context: "channel" }),
  widget: msg({ message: "Widget", context: "channel" }),
  chat: msg({ message: "Chat", context: "channel" }),
  link: msg({ message: "Link", context: "channel" }),
  approval: msg({ message: "Approval", context: "channel" }),
  sla: msg({ message: "Service level", context: "channel" }),
  automation: msg({ message: "Automation", context: "channel" }),
};

/** A link as read from one of its ends. */
export interface LinkWay {
  type: TicketLink["type"];
  outward: boolean;
  /** What the tickets at the other end are, as a heading over them. */
  heading: MessageDescriptor;
}

export const linkWays: readonly LinkWay[] = [
  { type: "relates_to", outward: true, heading: msg({ message: "Related to", context: "link" }) },
  { type: "blocks", outward: true, heading: msg({ message: "Blocks", context: "link" }) },
  { type: "blocks", outward: false, heading: msg({ message: "Blocked by", context: "link" }) },
  { type: "duplicates", outward: true, heading: msg({ message: "Duplicates", context: "link" }) },
  { type: "duplicates", outward: false, heading: msg({ message: "Duplicated by", context: "link" }) },
  { type: "caused_by", outward: true, heading: msg({ message: "Caused by", context: "link" }) },
  { type: "caused_by", outward: false, heading: msg({ message: "Causes", context: "link" }) },
  { type: "parent_of", outward: true, heading: msg({ message: "Parent of", context: "link" }) },
  { type: "parent_of", outward: false, heading: msg({ message: "Child of", context: "link" }) },
];

/** The way of a link; `relates_to` reads the same from both ends. */
export function wayOf({ type, outward }: Pick<TicketLink, "type" | "outward">): LinkWay {
  const way = linkWays.find((one) => one.type === type && (one.outward === outward || type === "relates_to"));
  return way ?? (linkWays[0] as LinkWay);
}
