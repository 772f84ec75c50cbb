import { useLingui } from "@lingui/react/macro";
import { Button, Group, Modal, Stack } from "@mantine/core";
import { IconUserCheck } from "@tabler/icons-react";
import { useState } from "react";
import { toast } from "@/shared/feedback/toast";
import type { PersonRef } from "@/shared/person/person";
import { PersonPicker } from "@/shared/person/person-picker";
import { useSession } from "@/shared/session/session";
import { useTicketEdits } from "./ticket-edits";
import { searchAssignees } from "./tickets";

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

interface AssigneePickerProps {
  deskKey: string;
  label: string;
  value: PersonRef | null;
  onChange: (person: PersonRef | null) => void;
  visibleLabel?: boolean;
  autoFocus?: boolean;
  error?: React.ReactNode;
}

/** Chooses among those who may be given a desk's tickets. */
export function AssigneePicker({ deskKey, value, onChange, ...input }: AssigneePickerProps) {
  const { t } = useLingui();
  return (
    <PersonPicker
      {...input}
      value={value?.id ?? null}
      known={value}
      onChange={(_, person) => onChange(person)}
      search={(query) => searchAssignees(deskKey, query)}
      circle={`assignees of ${deskKey}`}
      placeholder={t`Nobody`}
    />
  );
}

interface AssignDialogProps {
  ticket: (Assignable & { deskKey: string }) | null;
  onClose: () => void;
}

/** Asks to whom a ticket shall go. */
export function AssignDialog({ ticket, onClose }: AssignDialogProps) {
  const { t } = useLingui();
  return (
    <Modal
      opened={ticket !== null}
      onClose={onClose}
      title={ticket ? t`Assign ${ticket.key}` : ""}
      closeButtonProps={{ "aria-label": t`Close` }}
    >
      {ticket && <AssignForm key={ticket.key} ticket={ticket} onClose={onClose} />}
    </Modal>
  );
}

function AssignForm({ ticket, onClose }: { ticket: Assignable & { deskKey: string }; onClose: () => void }) {
  const { t } = useLingui();
  const { assign, me } = useAssignment();
  const [chosen, setChosen] = useState<PersonRef | null>(ticket.assignee ?? null);
  function finish(person: PersonRef | null) {
    onClose();
    void assign(ticket, person);
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        finish(chosen);
      }}
    >
      <Stack gap="md">
        <AssigneePicker
          deskKey={ticket.deskKey}
          label={t`Assignee`}
          visibleLabel
          value={chosen}
          onChange={setChosen}
          autoFocus
        />
        <Group justify="space-between">
          <Button
            variant="subtle"
            leftSection={<IconUserCheck size={16} aria-hidden />}
            onClick={() => finish(me)}
          >
            {t`Assign to me`}
          </Button>
          <Button type="submit">{t({ message: "Assign", context: "button" })}</Button>
        </Group>
      </Stack>
    </form>
  );
}
