import { useLingui } from "@lingui/react/macro";
import { Text, Title, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconArrowNarrowRight } from "@tabler/icons-react";
import type { Transition } from "./definition";
import { useDesign, useNames } from "./design";
import classes from "./designer.module.css";
import { problemsAt } from "./places-of-problems";

interface TransitionLinesProps {
  title?: string;
  transitions: readonly Transition[];
  empty?: string;
}

/** Transitions by name, with where they come from and lead to; each opens itself. */
export function TransitionLines({ title, transitions, empty }: TransitionLinesProps) {
  const { t } = useLingui();
  const { definition, problems, select } = useDesign();
  const names = useNames();
  const wrong = problemsAt(problems, definition, "transition");
  return (
    <div>
      {title && (
        <Title order={3} size="h4" mb={4}>
          {title}
        </Title>
      )}
      {transitions.length === 0 ? (
        empty && (
          <Text size="sm" c="dimmed">
            {empty}
          </Text>
        )
      ) : (
        <ul className={classes.lines} aria-label={title}>
          {transitions.map((transition) => {
            const problem = wrong.get(transition.key);
            return (
              <li key={transition.key}>
                <UnstyledButton
                  className={classes.lineButton}
                  title={problem}
                  onClick={() => select({ transition: transition.key })}
                >
                  {problem !== undefined && (
                    <IconAlertTriangle size={15} aria-label={problem} className={classes.wrong} />
                  )}
                  <span className={classes.lineName}>{names.transition(transition.key)}</span>
                  <span className={classes.lineWay}>
                    {transition.from.length === 0
                      ? t`Any status`
                      : transition.from.map((status) => names.status(status)).join(", ")}
                    <IconArrowNarrowRight size={14} aria-hidden />
                    {names.status(transition.to)}
                  </span>
                </UnstyledButton>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
