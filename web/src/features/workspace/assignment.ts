import { useLingui } from "@lingui/react/macro";
import { toast } from "@/shared/feedback/toast";
import type { PersonRef } from "@/shared/person/person";
import { useSession } from "@/shared/session/session";
import { useTicketEdits } from "./ticket-edits";

/** What assigning needs to know of a ticket; a row of a list has it too. */
export interface Assignable {
  key: string;
  version: number;
  assignee?: PersonRef | null;
}

/** Gives tickets to people, at once and with a way back. */
export function useAssignment() {
  const { t } = useLingui();
  const { person } = useSession();
  const edit = useTicketEdits();
  async function assign(ticket: Assignable, to: PersonRef | null, offerUndo = true) {
    const before = ticket.assignee ?? null;
    if (before?.id === to?.id) return;
    try {
      const saved = await edit({
        key: ticket.key,
        basedOn: ticket.version,
        changes: { assigneeId: to?.id ?? null },
        words: { assigneeId: to?.displayName ?? t`Nobody` },
        preview: { assignee: to ? { id: to.id, displayName: to.displayName } : undefined },
      });
      if (!saved || !offerUndo) return;
      const message = to
        ? t`${ticket.key} is assigned to ${to.displayName}.`
        : t`${ticket.key} is not assigned to anybody.`;
      toast.done(message, () => void assign(saved, before, false));
    } catch (failure) {
      toast.failed(failure);
    }
  }
  const me: PersonRef = { id: person.id, displayName: person.displayName, email: person.email };
  return { assign, assignToMe: (ticket: Assignable) => assign(ticket, me), me };
}
