import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Group, Input } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useId, useState } from "react";
import type { PersonRef } from "@/shared/person/person";
import { PersonName } from "@/shared/person/person";
import { PersonPicker } from "@/shared/person/person-picker";
import { searchColleagues } from "./colleagues";
import classes from "./portal.module.css";

interface ColleaguePickerProps {
  label: string;
  description?: string;
  /** Those who need not be offered again. */
  without: readonly PersonRef[];
  onChoose: (person: PersonRef) => void;
  disabled?: boolean;
  autoFocus?: boolean;
}

/** Adds one colleague after the other; empties itself with each. */
export function ColleaguePicker({
  label,
  description,
  without,
  onChoose,
  disabled,
  autoFocus,
}: ColleaguePickerProps) {
  const { t } = useLingui();
  const id = useId();
  const [round, setRound] = useState(0);
  return (
    <Input.Wrapper id={id} label={label} description={description}>
      <PersonPicker
        key={round}
        id={id}
        label={label}
        value={null}
        placeholder={t`Name or full email`}
        disabled={disabled}
        autoFocus={autoFocus || round > 0}
        describedBy={description ? `${id}-description` : undefined}
        search={searchColleagues}
        onChange={(_, person) => {
          if (!person) return;
          setRound(round + 1);
          if (!without.some(({ id: known }) => known === person.id)) onChoose(person);
        }}
      />
    </Input.Wrapper>
  );
}

/** The colleagues chosen so far. */
export function ColleagueList({
  people,
  onRemove,
}: {
  people: readonly PersonRef[];
  onRemove?: (person: PersonRef) => void;
}) {
  const { t } = useLingui();
  if (people.length === 0) return null;
  return (
    <ul className={classes.people} aria-label={t`Shared with`}>
      {people.map((person) => (
        <li key={person.id}>
          <Group gap={4} wrap="nowrap" justify="space-between">
            <PersonName person={person} size={24} />
            {onRemove && (
              <ActionIcon
                size="sm"
                onClick={() => onRemove(person)}
                aria-label={t`Stop sharing with ${person.displayName}`}
              >
                <IconX size={15} />
              </ActionIcon>
            )}
          </Group>
        </li>
      ))}
    </ul>
  );
}
