import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Select, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import { moveItem } from "../ordered-list";
import { ActionFields } from "./action-fields";
import { ConditionFields } from "./condition-fields";
import type { KeptStep } from "./definition";
import { emptyStep, kept, problemOf } from "./definition";
import type { RuleProblem, Step, StepType } from "./queries";
import classes from "./rule.module.css";
import { SeveralFields } from "./several-fields";
import { conditionSteps, stepWords } from "./words";

interface StepListProps {
  deskKey: string | null;
  label: string;
  /** Where its problems point to. */
  pointer: string;
  value: readonly KeptStep[];
  problems: readonly RuleProblem[];
  /** @param moved whether a step has another place than before */
  onChange: (value: KeptStep[], moved: boolean) => void;
}

/** Steps in their order, each a sentence; those that hold others have them inside. */
export function StepList({ deskKey, label, pointer, value, problems, onChange }: StepListProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const own = problems.find((problem) => problem.pointer === pointer)?.message;
  const kinds = Object.entries(stepWords) as [StepType, (typeof stepWords)[StepType]][];
  const choices = [
    {
      group: t`Do`,
      items: kinds
        .filter(([type]) => !conditionSteps.includes(type))
        .map(([type, words]) => ({ value: type, label: i18n._(words) })),
    },
    {
      group: t`Decide and repeat`,
      items: kinds
        .filter(([type]) => conditionSteps.includes(type))
        .map(([type, words]) => ({ value: type, label: i18n._(words) })),
    },
  ];
  const replace = (position: number, next: Step, moved = false) =>
    onChange(
      value.map((step, place) => (place === position ? ({ ...next, place: step.place } as KeptStep) : step)),
      moved,
    );
  return (
    <>
      <ol className={classes.list} aria-label={label}>
        {value.map((step, position) => {
          const number = position + 1;
          const name = i18n._(stepWords[step.type]);
          const at = `${pointer}/${position}`;
          const told = problemOf(problems, at);
          return (
            <li key={step.place} className={classes.step}>
              <div className={classes.row}>
                <Text span fw={600}>
                  {name}
                </Text>
                <span className={classes.ways}>
                  <ActionIcon
                    aria-label={t`Move step ${number} up: ${name}`}
                    disabled={position === 0}
                    onClick={() => onChange(moveItem(value, position, position - 1), true)}
                  >
                    <IconArrowUp size={16} />
                  </ActionIcon>
                  <ActionIcon
                    aria-label={t`Move step ${number} down: ${name}`}
                    disabled={position === value.length - 1}
                    onClick={() => onChange(moveItem(value, position, position + 1), true)}
                  >
                    <IconArrowDown size={16} />
                  </ActionIcon>
                  <ActionIcon
                    aria-label={t`Remove step ${number}: ${name}`}
                    onClick={() =>
                      onChange(
                        value.filter(({ place }) => place !== step.place),
                        true,
                      )
                    }
                  >
                    <IconX size={16} />
                  </ActionIcon>
                </span>
              </div>
              <StepFields
                deskKey={deskKey}
                pointer={at}
                step={step}
                problems={problems}
                onChange={(next, moved) => replace(position, next, moved)}
              />
              {told && (
                <Text size="sm" c="var(--mantine-color-error)" mt={4}>
                  {told}
                </Text>
              )}
            </li>
          );
        })}
      </ol>
      {value.length === 0 && own === undefined && (
        <Text size="sm" c="dimmed">
          <Trans context="steps of a rule">Nothing yet.</Trans>
        </Text>
      )}
      {own && (
        <Text size="sm" c="var(--mantine-color-error)">
          {own}
        </Text>
      )}
      <Select
        mt="xs"
        maw={280}
        aria-label={t`Add a step to: ${label}`}
        placeholder={t`Add a step…`}
        data={choices}
        value={null}
        onChange={(type) => type && onChange([...value, kept(emptyStep(type as StepType))], false)}
      />
    </>
  );
}

interface StepFieldsProps {
  deskKey: string | null;
  pointer: string;
  step: Step;
  problems: readonly RuleProblem[];
  onChange: (step: Step, moved: boolean) => void;
}

function StepFields({ deskKey, pointer, step, problems, onChange }: StepFieldsProps) {
  const { t } = useLingui();
  const inside = (label: string, part: "then" | "otherwise" | "steps", steps: readonly Step[]) => (
    <div className={classes.inside} role="group" aria-label={label}>
      <Text size="sm" fw={600} mb={4}>
        {label}
      </Text>
      <StepList
        deskKey={deskKey}
        label={label}
        pointer={`${pointer}/${part}`}
        value={steps as readonly KeptStep[]}
        problems={problems}
        onChange={(next, moved) => onChange({ ...step, [part]: next } as Step, moved)}
      />
    </div>
  );
  switch (step.type) {
    case "when":
      return (
        <ConditionFields
          value={step.condition}
          onChange={(condition) => onChange({ ...step, condition }, false)}
        />
      );
    case "if":
      return (
        <>
          <ConditionFields
            value={step.condition}
            onChange={(condition) => onChange({ ...step, condition }, false)}
          />
          {inside(t({ message: "then", context: "if" }), "then", step.then)}
          {inside(t({ message: "otherwise", context: "if" }), "otherwise", step.otherwise ?? [])}
        </>
      );
    case "each":
      return (
        <>
          <SeveralFields value={step.of} onChange={(of) => onChange({ ...step, of }, false)} />
          {inside(t({ message: "do this", context: "for each" }), "steps", step.steps)}
        </>
      );
    default:
      return <ActionFields deskKey={deskKey} value={step} onChange={(next) => onChange(next, false)} />;
  }
}
