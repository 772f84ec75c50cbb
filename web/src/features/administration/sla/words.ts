import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Happening, PolicyDefinition, Standing } from "./queries";

/** What happens to a ticket, as the end of “The clock starts when …”. */
export const happeningWords: Readonly<Record<Happening["kind"], MessageDescriptor>> = {
  created: msg({ message: "the ticket is created", context: "clock" }),
  status_entered: msg({ message: "the ticket comes into", context: "clock" }),
  status_left: msg({ message: "the ticket leaves", context: "clock" }),
  agent_commented: msg({ message: "an agent answers the customer", context: "clock" }),
  customer_commented: msg({ message: "the customer comments", context: "clock" }),
  assignee_set: msg({ message: "somebody is assigned", context: "clock" }),
  assignee_changed: msg({ message: "the assignee changes", context: "clock" }),
  assignee_cleared: msg({ message: "the assignee is taken away", context: "clock" }),
  team_changed: msg({ message: "the team changes", context: "clock" }),
  resolution_set: msg({ message: "the ticket is resolved", context: "clock" }),
  resolution_cleared: msg({ message: "the resolution is taken back", context: "clock" }),
  due_date_set: msg({ message: "a due date is set", context: "clock" }),
  due_date_changed: msg({ message: "the due date changes", context: "clock" }),
  approval_asked: msg({ message: "an approval is asked for", context: "clock" }),
  approval_decided: msg({ message: "an approval is decided", context: "clock" }),
  field_changed: msg({ message: "a field changes", context: "clock" }),
};

/** How a ticket stands, as the end of “It pauses while …”. */
export const standingWords: Readonly<Record<Standing["kind"], MessageDescriptor>> = {
  in_status: msg({ message: "the ticket is in", context: "clock" }),
  unassigned: msg({ message: "nobody is assigned", context: "clock" }),
  resolved: msg({ message: "the ticket has a resolution", context: "clock" }),
  field_holds: msg({ message: "a field is filled in", context: "clock" }),
};

export const cycleWords: Readonly<Record<PolicyDefinition["cycles"], MessageDescriptor>> = {
  once: msg({ message: "is measured only once", context: "clock" }),
  fresh: msg({ message: "begins anew, from nothing", context: "clock" }),
  continuing: msg({ message: "goes on where it stopped", context: "clock" }),
  repeating: msg({ message: "begins anew at each stop, until the ticket is done", context: "clock" }),
};

export const customerWords: Readonly<Record<PolicyDefinition["customers"], MessageDescriptor>> = {
  nothing: msg({ message: "nothing of it", context: "clock" }),
  status: msg({ message: "whether it is under way or kept", context: "clock" }),
  due: msg({ message: "that, and by when it is promised", context: "clock" }),
};
