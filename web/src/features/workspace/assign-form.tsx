import { useLingui } from "@lingui/react/macro";
import { Button, Group, Stack } from "@mantine/core";
import { IconUserCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { PersonRef } from "@/shared/person/person";
import { AssigneePicker } from "./assignee-picker";
import type { Assignable } from "./assignment";
import { useAssignment } from "./assignment";

interface AssignFormProps {
  ticket: Assignable & { deskKey: string };
  onClose: () => void;
}

export default function AssignForm({ ticket, onClose }: AssignFormProps) {
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
