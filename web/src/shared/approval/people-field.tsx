import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Group, Input, Stack } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useId, useState } from "react";
import type { PersonRef } from "../person/person";
import { PersonName } from "../person/person";
import { PersonPicker } from "../person/person-picker";
import { useSession, worksOnTickets } from "../session/session";
import { searchApprovers } from "./approvals";

const searchDirectory = searchApprovers(true);
const searchColleagues = searchApprovers(false);

interface PeopleFieldProps {
  label: string;
  description?: string;
  value: readonly PersonRef[];
  onChange: (people: PersonRef[]) => void;
  /** Those who cannot be taken out, since they have decided. */
  fixed?: readonly number[];
  error?: React.ReactNode;
}

/** Several persons, added one after the other. */
export function PeopleField({ label, description, value, onChange, fixed = [], error }: PeopleFieldProps) {
  const { t } = useLingui();
  const id = useId();
  const works = worksOnTickets(useSession());
  const [round, setRound] = useState(0);
  return (
    <Input.Wrapper id={id} label={label} description={description} error={error}>
      <Stack gap={6} mt={4}>
        {value.map((person) => (
          <Group key={person.id} gap={6} wrap="nowrap" justify="space-between">
            <PersonName person={person} size={24} />
            {!fixed.includes(person.id) && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t`Take out ${person.displayName}`}
                onClick={() => onChange(value.filter((one) => one.id !== person.id))}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </Group>
        ))}
        <PersonPicker
          key={round}
          id={id}
          label={label}
          value={null}
          placeholder={t`Add a person`}
          search={works ? searchDirectory : searchColleagues}
          circle={works ? "approvers" : "colleagues"}
          onChange={(_, person) => {
            if (!person) return;
            setRound(round + 1);
            if (!value.some((one) => one.id === person.id)) onChange([...value, person]);
          }}
        />
      </Stack>
    </Input.Wrapper>
  );
}
