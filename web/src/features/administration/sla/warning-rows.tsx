import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, NumberInput, Select, Text } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { Kept } from "./definition";
import { kept, problemAt, problemOf } from "./definition";
import { HoursInput } from "./goal-list";
import classes from "./policy.module.css";
import type { PolicyProblem, Warning } from "./queries";

interface WarningRowsProps {
  value: readonly Kept<Warning>[];
  problems: readonly PolicyProblem[];
  onChange: (value: Kept<Warning>[], moved: boolean) => void;
}

const hour = 3_600_000;

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
              <Select
                aria-label={t`Kind of warning ${number}`}
                className={classes.promise}
                allowDeselect={false}
                data={[
                  {
                    value: "share",
                    label: t({ message: "after a share of the target", context: "warning" }),
                  },
                  {
                    value: "before",
                    label: t({ message: "some time before the target", context: "warning" }),
                  },
                ]}
                value={warning.before == null ? "share" : "before"}
                onChange={(kind) =>
                  change(warning.place, kind === "before" ? { before: hour } : { share: 80 })
                }
              />
              {warning.before == null ? (
                <NumberInput
                  aria-label={t`Share of warning ${number}`}
                  w={96}
                  min={1}
                  max={99}
                  allowDecimal={false}
                  allowNegative={false}
                  suffix=" %"
                  value={warning.share ?? ""}
                  onChange={(share) => change(warning.place, { share: Number(share) || 0 })}
                />
              ) : (
                <HoursInput
                  label={t`Time of warning ${number}`}
                  value={warning.before}
                  onChange={(before) => change(warning.place, { before })}
                />
              )}
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
