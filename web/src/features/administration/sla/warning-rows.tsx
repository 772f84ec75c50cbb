import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Text } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { Kept } from "./definition";
import { kept, problemAt, problemOf } from "./definition";
import classes from "./policy.module.css";
import type { PolicyProblem, Warning } from "./queries";
import { ThresholdInput } from "./threshold-input";

interface WarningRowsProps {
  value: readonly Kept<Warning>[];
  problems: readonly PolicyProblem[];
  onChange: (value: Kept<Warning>[], moved: boolean) => void;
}

/** What is reached before the target is. */
export function WarningRows({ value, problems, onChange }: WarningRowsProps) {
  const { t } = useLingui();
  const change = (place: number, part: Warning) =>
    onChange(
      value.map((one) => (one.place === place ? { place, ...part } : one)),
      false,
    );
  const own = problemOf(problems, "/warnings");
  return (
    <fieldset className={classes.clause}>
      <legend>
        <Trans>It warns</Trans>
      </legend>
      {value.length === 0 && (
        <Text size="sm" c="dimmed">
          <Trans>Not before the target has passed.</Trans>
        </Text>
      )}
      {value.map((warning, position) => {
        const number = position + 1;
        const told = problemAt(problems, `/warnings/${position}`);
        return (
          <div key={warning.place} className={classes.condition}>
            <div className={classes.row}>
              <ThresholdInput
                kind={t`Kind of warning ${number}`}
                share={t`Share of warning ${number}`}
                time={t`Time of warning ${number}`}
                greatest={99}
                value={warning}
                onChange={(threshold) => change(warning.place, threshold)}
              />
              <ActionIcon
                size="lg"
                aria-label={t`Remove warning ${number}`}
                onClick={() =>
                  onChange(
                    value.filter(({ place }) => place !== warning.place),
                    true,
                  )
                }
              >
                <IconX size={16} />
              </ActionIcon>
            </div>
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
        onClick={() => onChange([...value, kept<Warning>({ share: 80 })], false)}
      >
        <Trans>Add a warning</Trans>
      </Button>
    </fieldset>
  );
}
