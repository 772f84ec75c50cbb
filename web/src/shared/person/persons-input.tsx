import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Group } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { PersonRef } from "./person";
import { PersonName } from "./person";
import { PersonPicker } from "./person-picker";

interface PersonsInputProps {
  id?: string;
  label: string;
  value: readonly PersonRef[];
  onChange: (people: PersonRef[]) => void;
  search?: (query: string) => Promise<PersonRef[]>;
  disabled?: boolean;
  describedBy?: string;
}

/** Several people: those who are chosen, and a way to choose one more. */
export function PersonsInput({
  id,
  label,
  value,
  onChange,
  search,
  disabled,
  describedBy,
}: PersonsInputProps) {
  const { t } = useLingui();
  // A picker that has given somebody begins anew.
  const [round, setRound] = useState(0);
  return (
    <>
      {value.map((person) => {
        const name = person.displayName;
        return (
          <Group key={person.id} gap={4} mb={4} wrap="nowrap">
            <PersonName person={person} />
            {!disabled && (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t`Remove ${name}`}
                onClick={() => onChange(value.filter((one) => one.id !== person.id))}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
          </Group>
        );
      })}
      <PersonPicker
        key={round}
        id={id}
        label={label}
        value={null}
        search={search}
        disabled={disabled}
        describedBy={describedBy}
        onChange={(_, person) => {
          if (!person) return;
          setRound(round + 1);
          if (!value.some((one) => one.id === person.id)) onChange([...value, person]);
        }}
      />
    </>
  );
}
