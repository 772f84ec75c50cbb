import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import classes from "./calendar.module.css";
import type { SpecialDays as Special } from "./content";
import { endsNextDay, isStretch, isTime } from "./content";
import { TimeInput } from "./time-input";

interface SpecialDaysProps {
  /** What they are together, such as closures. */
  label: string;
  add: string;
  none: string;
  days: readonly Special[];
  onChange: (days: Special[]) => void;
  /** What a further one begins with. */
  first: () => Special;
  readOnly: boolean;
}

/** Days, or parts of them, against the weekly hours. */
export function SpecialDays({ label, add, none, days, onChange, first, readOnly }: SpecialDaysProps) {
  const { t } = useLingui();
  const change = (index: number, part: Partial<Special>) =>
    onChange(days.map((each, at) => (at === index ? { ...each, ...part } : each)));
  return (
    <Stack gap="sm" align="flex-start">
      {days.length === 0 ? (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      ) : (
        <ul className={classes.specials} aria-label={label}>
          {days.map((special, index) => (
            <Line
              key={index}
              special={special}
              readOnly={readOnly}
              onChange={(part) => change(index, part)}
              onRemove={() => onChange(days.filter((_, at) => at !== index))}
            />
          ))}
        </ul>
      )}
      {!readOnly && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => onChange([...days, first()])}
          aria-label={t`${label}: ${add}`}
        >
          {add}
        </Button>
      )}
    </Stack>
  );
}

interface LineProps {
  special: Special;
  readOnly: boolean;
  onChange: (part: Partial<Special>) => void;
  onRemove: () => void;
}

function Line({ special, readOnly, onChange, onRemove }: LineProps) {
  const { t } = useLingui();
  const { name, first, last, from, to } = special;
  const part = from != null || to != null;
  const wrongEnd =
    part && isTime(from ?? "") && isTime(to ?? "") && !isStretch({ from: from ?? "", to: to ?? "" });
  return (
    <li className={classes.special}>
      <TextInput
        label={t`Name`}
        value={name}
        maxLength={100}
        readOnly={readOnly}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        flex="2 1 180px"
      />
      <TextInput
        type="date"
        label={t`First day`}
        value={first}
        readOnly={readOnly}
        error={first === "" ? t`Choose a day` : undefined}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange({ first: chosen, last: last === first || last < chosen ? chosen : last });
        }}
        flex="1 1 140px"
      />
      <TextInput
        type="date"
        label={t`Last day`}
        value={last}
        min={first}
        readOnly={readOnly}
        error={last < first ? t`Before the first` : undefined}
        onChange={(event) => onChange({ last: event.currentTarget.value })}
        flex="1 1 140px"
      />
      {part ? (
        <Group gap={6} wrap="nowrap" align="flex-start">
          <TimeInput
            label={t`From`}
            visibleLabel
            value={from ?? ""}
            readOnly={readOnly}
            error={isTime(from ?? "") ? undefined : t`Such as 09:00`}
            onChange={(next) => onChange({ from: next })}
          />
          <TimeInput
            label={t`To`}
            visibleLabel
            value={to ?? ""}
            readOnly={readOnly}
            error={isTime(to ?? "") ? (wrongEnd ? t`Not the same` : undefined) : t`Such as 18:00`}
            onChange={(next) => onChange({ to: next })}
          />
        </Group>
      ) : null}
      {!readOnly && (
        <Group gap={6} className={classes.specialActions}>
          <Button
            size="xs"
            variant="subtle"
            onClick={() => onChange(part ? { from: null, to: null } : { from: "09:00", to: "18:00" })}
          >
            {part ? <Trans>Whole days</Trans> : <Trans>Part of the day</Trans>}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t`Remove ${name || first}`}
            onClick={onRemove}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Group>
      )}
      {part && endsNextDay({ from: from ?? "", to: to ?? "" }) && from !== to && (
        <Text size="xs" c="dimmed" w="100%">
          <Trans>Ends on the day after.</Trans>
        </Text>
      )}
    </li>
  );
}
