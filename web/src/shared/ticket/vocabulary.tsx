import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Icon } from "@tabler/icons-react";
import {
  IconAlertOctagon,
  IconBug,
  IconChecklist,
  IconChevronDown,
  IconChevronsDown,
  IconChevronsUp,
  IconChevronUp,
  IconEqual,
  IconGitPullRequest,
  IconHeadset,
  IconRocket,
} from "@tabler/icons-react";
import type { Schemas } from "../api/client";

export type StatusCategory = Schemas["StatusView"]["category"];
export type TicketType = Schemas["RowView"]["type"];
export type Priority = 1 | 2 | 3 | 4 | 5;

export const priorities: Readonly<Record<Priority, { label: MessageDescriptor; icon: Icon; color: string }>> =
  {
    1: { label: msg({ message: "Highest", context: "priority" }), icon: IconChevronsUp, color: "red" },
    2: { label: msg({ message: "High", context: "priority" }), icon: IconChevronUp, color: "orange" },
    3: { label: msg({ message: "Medium", context: "priority" }), icon: IconEqual, color: "blue" },
    4: { label: msg({ message: "Low", context: "priority" }), icon: IconChevronDown, color: "gray" },
    5: { label: msg({ message: "Lowest", context: "priority" }), icon: IconChevronsDown, color: "gray" },
  };

export const ticketTypes: Readonly<
  Record<TicketType, { label: MessageDescriptor; icon: Icon; color: string }>
> = {
  service_request: {
    label: msg({ message: "Service request", context: "ticket type" }),
    icon: IconHeadset,
    color: "celadon",
  },
  incident: {
    label: msg({ message: "Incident", context: "ticket type" }),
    icon: IconAlertOctagon,
    color: "red",
  },
  problem: { label: msg({ message: "Problem", context: "ticket type" }), icon: IconBug, color: "violet" },
  change: {
    label: msg({ message: "Change", context: "ticket type" }),
    icon: IconGitPullRequest,
    color: "blue",
  },
  release: { label: msg({ message: "Release", context: "ticket type" }), icon: IconRocket, color: "indigo" },
  task: { label: msg({ message: "Task", context: "ticket type" }), icon: IconChecklist, color: "gray" },
};

export const statusCategories: Readonly<Record<StatusCategory, MessageDescriptor>> = {
  new: msg({ message: "New", context: "status" }),
  active: msg({ message: "In progress", context: "status" }),
  waiting: msg({ message: "Waiting", context: "status" }),
  done: msg({ message: "Done", context: "status" }),
};

/** The priority that a number from the server means; 3 for anything unknown. */
export function priorityOf(value: number | null | undefined): Priority {
  return value === 1 || value === 2 || value === 4 || value === 5 ? value : 3;
}
