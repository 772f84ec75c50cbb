import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Checkbox, Group, Input, MultiSelect, Select, Text } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { searchAssignees, teamsQuery } from "@/shared/person/directory";
import { PersonPicker } from "@/shared/person/person-picker";
import { PersonsInput } from "@/shared/person/persons-input";

import { personQueries } from "../queries";
import type { Kept } from "./definition";
import { kept, problemAt, problemOf } from "./definition";
import classes from "./policy.module.css";
import type { Escalation, PolicyProblem } from "./queries";
import { ThresholdInput } from "./threshold-input";

interface EscalationRowsProps {
  /** Null for a policy of the installation, which names nobody to whom it gives tickets of any desk. */
  deskKey: string | null;
  value: readonly Kept<Escalation>[];
  problems: readonly PolicyProblem[];
  onChange: (value: Kept<Escalation>[], moved: boolean) => void;
}

/** What follows by itself when a promise is about to be broken, or is broken. */
export function EscalationRows({ deskKey, value, problems, onChange }: EscalationRowsProps) {
  const { t } = useLingui();
  const own = problemOf(problems, "/escalations");
  return (
    <fieldset className={classes.clause}>
      <legend>
        <Trans>It escalates</Trans>
      </legend>
      {value.length === 0 && (
        <Text size="sm" c="dimmed">
          <Trans>Nothing happens to the ticket by itself.</Trans>
        </Text>
      )}
      {value.map((escalation, position) => {
        const number = position + 1;
        const told = problemAt(problems, `/escalations/${position}`);
        const change = (part: Partial<Escalation>) =>
          onChange(
            value.map((one) => (one.place === escalation.place ? { ...one, ...part } : one)),
            false,
          );
        return (
          <div key={escalation.place} className={classes.escalation}>
            <div className={classes.row}>
              <ThresholdInput
                kind={t`When escalation ${number} follows`}
                share={t`Share of escalation ${number}`}
                time={t`Time of escalation ${number}`}
                greatest={100}
                value={escalation.at}
                onChange={(at) => change({ at })}
              />
              <ActionIcon
                size="lg"
                aria-label={t`Remove escalation ${number}`}
                onClick={() =>
                  onChange(
                    value.filter(({ place }) => place !== escalation.place),
                    true,
                  )
                }
              >
                <IconX size={16} />
              </ActionIcon>
            </div>
            <EscalationFields deskKey={deskKey} number={number} value={escalation} onChange={change} />
            {told && (
              <Text size="sm" c="var(--mantine-color-error)">
                {told}
              </Text>
            )}
          </div>
        );
      })}
      {own && (
        <Text size="sm" c="var(--mantine-color-error)">
          {own}
        </Text>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={15} aria-hidden />}
        className={classes.add}
        onClick={() =>
          onChange(
            [
              ...value,
              kept<Escalation>({
                at: { share: 100 },
                tell: ["assignee"],
                personIds: [],
                raisePriority: false,
              }),
            ],
            false,
          )
        }
      >
        <Trans>Add an escalation</Trans>
      </Button>
    </fieldset>
  );
}

interface EscalationFieldsProps {
  deskKey: string | null;
  number: number;
  value: Escalation;
  onChange: (part: Partial<Escalation>) => void;
}

function EscalationFields({ deskKey, number, value, onChange }: EscalationFieldsProps) {
  const { t } = useLingui();
  const told = useId();
  const named = useQueries({
    queries: [...new Set([...value.personIds, value.assigneeId])]
      .filter((id) => id != null)
      .map(personQueries.reference),
  }).flatMap(({ data }) => data ?? []);
  const { data: teams = [] } = useQuery(teamsQuery);
  return (
    <Group gap="sm" align="flex-start">
      <MultiSelect
        label={t({ message: "Tell", context: "people of something" })}
        aria-label={t`Whom escalation ${number} tells`}
        className={classes.told}
        data={[
          { value: "assignee", label: t`the assignee` },
          { value: "manager", label: t`the assignee's manager` },
          { value: "team", label: t`the team` },
        ]}
        value={value.tell}
        onChange={(tell) => onChange({ tell: tell as Escalation["tell"] })}
        clearable
        clearButtonProps={{ "aria-label": t`Clear` }}
      />
      <Input.Wrapper label={t`and these people`} labelProps={{ htmlFor: told }} className={classes.told}>
        <PersonsInput
          id={told}
          label={t`Who else escalation ${number} tells`}
          value={named.filter(({ id }) => value.personIds.includes(id))}
          onChange={(people) => onChange({ personIds: people.map(({ id }) => id) })}
        />
      </Input.Wrapper>
      {deskKey !== null && (
        <Input.Wrapper label={t`Assign it to`} className={classes.told}>
          <PersonPicker
            label={t`To whom escalation ${number} gives it`}
            value={value.assigneeId ?? null}
            known={named.find(({ id }) => id === value.assigneeId)}
            onChange={(assigneeId) => onChange({ assigneeId })}
            search={(query) => searchAssignees(deskKey, query)}
            circle={`assignees of ${deskKey}`}
            placeholder={t`Stays as it is`}
          />
        </Input.Wrapper>
      )}
      <Select
        label={t`Give it to the team`}
        aria-label={t`To which team escalation ${number} gives it`}
        className={classes.told}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t`Clear` }}
        nothingFoundMessage={t`No group of that name`}
        placeholder={t`Stays as it is`}
        data={teams.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={value.teamId == null ? null : String(value.teamId)}
        onChange={(id) => onChange({ teamId: id === null ? null : Number(id) })}
      />
      <Checkbox
        className={classes.raise}
        label={t`Raise its priority by one`}
        checked={value.raisePriority}
        onChange={({ currentTarget }) => onChange({ raisePriority: currentTarget.checked })}
      />
    </Group>
  );
}
