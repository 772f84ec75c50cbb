import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Group, NumberInput, Select, Skeleton, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { moveItem, OrderedList } from "../ordered-list";
import { useCalendarChoices } from "./calendars";
import { FieldInput } from "./condition-rows";
import type { Kept } from "./definition";
import { fromHours, inHours, kept, problemAt, problemOf } from "./definition";
import classes from "./policy.module.css";
import type { Goal, PolicyProblem } from "./queries";

const QueryEditor = lazy(async () => ({
  default: (await import("@/shared/query/query-editor")).QueryEditor,
}));

interface GoalListProps {
  deskKey: string | null;
  value: readonly Kept<Goal>[];
  problems: readonly PolicyProblem[];
  onChange: (value: Kept<Goal>[], moved: boolean) => void;
}

const usual = 8 * 3_600_000;

/** What is promised to which tickets: the first goal that a ticket matches counts for it. */
export function GoalList({ deskKey, value, problems, onChange }: GoalListProps) {
  const { t } = useLingui();
  const calendars = useCalendarChoices(
    deskKey,
    value.map(({ calendarId }) => calendarId),
  );
  const last = value.at(-1);
  const rest = last !== undefined && last.query == null;
  const calendarId = last?.calendarId ?? Number(calendars[0]?.value ?? 0);
  const change = (place: number, part: Partial<Goal>) =>
    onChange(
      value.map((one) => (one.place === place ? { ...one, ...part } : one)),
      false,
    );
  const wrong = problemOf(problems, "/goals");
  const [added, setAdded] = useState<number | null>(null);

  function add() {
    const next = kept<Goal>({ query: "", target: usual, calendarId });
    setAdded(next.place);
    onChange(rest ? [...value.slice(0, -1), next, last] : [...value, next], true);
  }

  return (
    <>
      <OrderedList
        label={t`Goals`}
        items={value}
        keyOf={({ place }) => place}
        nameOf={(goal) => t`Goal ${value.indexOf(goal) + 1}`}
        onMove={(from, to) => onChange(moveItem(value, from, to), true)}
      >
        {(goal, position) => {
          const told = problemAt(problems, `/goals/${position}`);
          const number = position + 1;
          return (
            <div className={classes.goal}>
              <div className={classes.which}>
                {goal.query == null && number === value.length ? (
                  <Text fw={550} py={8}>
                    {value.length === 1 ? t`All tickets` : t`All other tickets`}
                  </Text>
                ) : (
                  <Suspense fallback={<Skeleton height={42} radius="md" />}>
                    <QueryEditor
                      label={t`Tickets of goal ${number}`}
                      placeholder={t`Which tickets, such as priority = High`}
                      value={goal.query ?? ""}
                      focused={goal.place === added}
                      onChange={(query) => change(goal.place, { query })}
                      onSubmit={() => undefined}
                    />
                  </Suspense>
                )}
              </div>
              <div className={classes.row}>
                <TargetInput
                  deskKey={deskKey}
                  number={number}
                  goal={goal}
                  onChange={(part) => change(goal.place, part)}
                />
                <Select
                  aria-label={t`Calendar of goal ${number}`}
                  className={classes.calendar}
                  allowDeselect={false}
                  data={calendars}
                  value={String(goal.calendarId)}
                  onChange={(id) => change(goal.place, { calendarId: Number(id) })}
                />
                <ActionIcon
                  size="lg"
                  aria-label={t`Remove goal ${number}`}
                  onClick={() =>
                    onChange(
                      value.filter(({ place }) => place !== goal.place),
                      true,
                    )
                  }
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </div>
              {told && (
                <Text size="sm" c="var(--mantine-color-error)">
                  {told}
                </Text>
              )}
            </div>
          );
        }}
      </OrderedList>
      {wrong && (
        <Text size="sm" c="var(--mantine-color-error)">
          {wrong}
        </Text>
      )}
      <Group gap="xs" mt={6}>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={add}
        >
          <Trans>Add a goal</Trans>
        </Button>
        {!rest && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() =>
              onChange([...value, kept<Goal>({ query: null, target: usual, calendarId })], false)
            }
          >
            <Trans>Add a goal for all other tickets</Trans>
          </Button>
        )}
      </Group>
    </>
  );
}

interface TargetInputProps {
  deskKey: string | null;
  number: number;
  goal: Goal;
  onChange: (part: Pick<Goal, "target" | "dueField">) => void;
}

function TargetInput({ deskKey, number, goal, onChange }: TargetInputProps) {
  const { t } = useLingui();
  const by = goal.dueField != null ? "date" : goal.target != null ? "target" : "none";
  return (
    <>
      <Select
        aria-label={t`What goal ${number} promises`}
        className={classes.promise}
        allowDeselect={false}
        data={[
          { value: "target", label: t({ message: "within", context: "goal" }) },
          { value: "date", label: t({ message: "by the date in", context: "goal" }) },
          { value: "none", label: t({ message: "nothing, only measured", context: "goal" }) },
        ]}
        value={by}
        onChange={(next) =>
          onChange({
            target: next === "target" ? usual : null,
            dueField: next === "date" ? "due_date" : null,
          })
        }
      />
      {goal.target != null && (
        <HoursInput
          label={t`Target of goal ${number}`}
          value={goal.target}
          onChange={(target) => onChange({ target, dueField: null })}
        />
      )}
      {goal.dueField != null && (
        <FieldInput
          dates
          deskKey={deskKey}
          label={t`Date of goal ${number}`}
          value={goal.dueField}
          onChange={(dueField) => onChange({ target: null, dueField })}
        />
      )}
    </>
  );
}

interface HoursInputProps {
  label: string;
  value: number;
  onChange: (milliseconds: number) => void;
}

/** A duration in hours and minutes of a calendar. */
export function HoursInput({ label, value, onChange }: HoursInputProps) {
  const { t } = useLingui();
  const { hours, minutes } = inHours(value);
  return (
    <Group gap={6} wrap="nowrap" role="group" aria-label={label}>
      <NumberInput
        aria-label={t`${label}, hours`}
        w={96}
        min={0}
        max={87_840}
        allowDecimal={false}
        allowNegative={false}
        suffix={t({ message: " h", context: "after a number of hours" })}
        value={hours}
        onChange={(next) => onChange(fromHours(Number(next) || 0, minutes))}
      />
      <NumberInput
        aria-label={t`${label}, minutes`}
        w={96}
        min={0}
        max={59}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        suffix={t({ message: " min", context: "after a number of minutes" })}
        value={minutes}
        onChange={(next) => onChange(fromHours(hours, Number(next) || 0))}
      />
    </Group>
  );
}
