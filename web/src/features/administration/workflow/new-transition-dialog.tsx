import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, MultiSelect, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import type { LocalizedText } from "../resources";
import { useDesign, useNames } from "./design";
import { LocalizedTextInput } from "./localized-text-input";

interface NewTransitionDialogProps {
  /** Where it is to start; null while it is not asked for. */
  from: readonly string[] | null;
  onClose: () => void;
  onAdd: (transition: { name: LocalizedText; from: string[]; to: string }) => void;
}

/** A transition without drawing it. */
export function NewTransitionDialog({ from, onClose, onAdd }: NewTransitionDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={from !== null} onClose={onClose} title={t`New transition`}>
      {from && <NewTransition from={from} onClose={onClose} onAdd={onAdd} />}
    </Dialog>
  );
}

function NewTransition({
  from: start,
  onClose,
  onAdd,
}: NewTransitionDialogProps & { from: readonly string[] }) {
  const { t } = useLingui();
  const { definition } = useDesign();
  const names = useNames();
  const [name, setName] = useState<LocalizedText>({ ko: null, en: null });
  const [from, setFrom] = useState([...start]);
  const [to, setTo] = useState<string | null>(null);
  const statuses = definition.statuses.map(({ key }) => ({ value: key, label: names.status(key) }));
  return (
    <form
      aria-label={t`New transition`}
      onSubmit={(event) => {
        event.preventDefault();
        if (to) onAdd({ name, from, to });
      }}
    >
      <Stack gap="md">
        <MultiSelect
          label={t({ message: "From", context: "status" })}
          description={t`None chosen means any status.`}
          data={statuses}
          value={from}
          onChange={setFrom}
          searchable
        />
        <Select
          label={t({ message: "To", context: "status" })}
          required
          data={statuses}
          value={to}
          onChange={setTo}
          searchable
          data-autofocus
        />
        <LocalizedTextInput
          label={t`Name`}
          description={t`What the button says.`}
          value={name}
          onChange={setName}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" disabled={to === null}>
            <Trans>Add the transition</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
