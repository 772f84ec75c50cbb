import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Anchor, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { answer, api } from "@/shared/api/client";
import type { PersonRef } from "@/shared/person/person";
import { PersonName } from "@/shared/person/person";
import { searchAssignees } from "@/shared/person/directory";
import type { Ticket } from "../tickets";
import { useTicketAbilities } from "./abilities";
import classes from "./ticket.module.css";
import { useTicketWrite, useWatching } from "./watching";

const PersonPicker = lazy(async () => ({
  default: (await import("@/shared/person/person-picker")).PersonPicker,
}));

/** Customers who read and write along. */
export function Participants({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui();
  const can = useTicketAbilities(ticket);
  const write = useTicketWrite();
  const at = (personId: number) => ({ params: { path: { key: ticket.key, personId } } });
  return (
    <PersonList
      label={t`Participants`}
      people={ticket.participants}
      editable={can.edit}
      addLabel={t`Add a participant`}
      onAdd={(id) => void write(answer(api.PUT("/api/tickets/{key}/participants/{personId}", at(id))))}
      onRemove={(id) => void write(answer(api.DELETE("/api/tickets/{key}/participants/{personId}", at(id))))}
    />
  );
}

/** Colleagues who want to hear of changes. */
export function Watchers({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui();
  const can = useTicketAbilities(ticket);
  const watching = useWatching(ticket);
  return (
    <PersonList
      label={t`Watchers`}
      people={ticket.watchers}
      editable={can.edit && can.assign}
      addLabel={t`Add a watcher`}
      search={(query) => searchAssignees(ticket.deskKey, query)}
      circle={`assignees of ${ticket.deskKey}`}
      onAdd={(id) => void watching.add(id)}
      onRemove={(id) => void watching.remove(id)}
    />
  );
}

interface PersonListProps {
  label: string;
  people: readonly PersonRef[];
  editable: boolean;
  addLabel: string;
  search?: (query: string) => Promise<PersonRef[]>;
  circle?: string;
  onAdd: (id: number) => void;
  onRemove: (id: number) => void;
}

function PersonList({ label, people, editable, addLabel, onAdd, onRemove, ...picker }: PersonListProps) {
  const { t } = useLingui();
  const [adding, setAdding] = useState(false);
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd style={{ display: "block" }}>
        {people.length > 0 && (
          <ul className={classes.people} aria-label={label}>
            {people.map((person) => (
              <li key={person.id}>
                <PersonName person={person} size={20} />
                {editable && (
                  <ActionIcon
                    size="sm"
                    className={classes.pencil}
                    aria-label={t`Remove ${person.displayName}`}
                    onClick={() => onRemove(person.id)}
                  >
                    <IconX size={14} />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        )}
        {people.length === 0 && !editable && (
          <Text c="dimmed" size="sm" component="span">
            <Trans context="no value">None</Trans>
          </Text>
        )}
        {editable &&
          (adding ? (
            <Suspense>
              <PersonPicker
                {...picker}
                label={addLabel}
                value={null}
                autoFocus
                onChange={(id) => {
                  setAdding(false);
                  if (id !== null) onAdd(id);
                }}
              />
            </Suspense>
          ) : (
            <Anchor component="button" type="button" size="xs" onClick={() => setAdding(true)}>
              {addLabel}
            </Anchor>
          ))}
      </dd>
    </div>
  );
}
