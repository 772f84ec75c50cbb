import { useLingui as useCatalogue } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { Anchor, Badge, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useFormats } from "@/shared/i18n/formats";
import type { RuleDefinition, StepRecord } from "./queries";
import classes from "./rule.module.css";
import { stepAt } from "./definition";
import { answerWords, stepWords } from "./words";

const colours: Record<StepRecord["answer"], string> = {
  met: "celadon",
  not_met: "gray",
  done: "celadon",
  unchanged: "gray",
  failed: "red",
};

interface StepRecordsProps {
  /** By which it ran; null when it is not at hand any more. */
  definition: RuleDefinition | null;
  records: readonly StepRecord[];
}

/** What each step of a run, or of a trial, answered: in order, with the values and how long it took. */
export function StepRecords({ definition, records }: StepRecordsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { number } = useFormats();
  return (
    <ol className={classes.records} aria-label={t`Steps`}>
      {records.map(({ pointer, ticket, answer, text, took }, position) => {
        const step = definition && stepAt(definition, pointer);
        const milliseconds = number(took);
        return (
          // The list never changes once it is shown.
          <li key={position}>
            <div className={classes.record}>
              <Text span fw={600} size="sm">
                {step ? i18n._(stepWords[step.type]) : pointer}
              </Text>
              <Badge size="sm" variant="light" color={colours[answer]}>
                {i18n._(answerWords[answer])}
              </Badge>
              {ticket && (
                <Anchor
                  size="sm"
                  renderRoot={(props) => <Link to="/tickets/$key" params={{ key: ticket }} {...props} />}
                >
                  {ticket}
                </Anchor>
              )}
              <Text span size="xs" c="dimmed" className={classes.took}>
                {t`${milliseconds} ms`}
              </Text>
            </div>
            {text && (
              <Text
                size="sm"
                className={classes.value}
                c={answer === "failed" ? "var(--mantine-color-error)" : undefined}
              >
                {text}
              </Text>
            )}
          </li>
        );
      })}
    </ol>
  );
}
