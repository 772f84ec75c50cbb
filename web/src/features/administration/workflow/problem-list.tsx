import { Trans, useLingui } from "@lingui/react/macro";
import { Text, Title, UnstyledButton } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { useDesign, useNames } from "./design";
import classes from "./designer.module.css";
import type { Place } from "./places-of-problems";
import { placeOf } from "./places-of-problems";

/** Why the draft cannot be published yet; each leads to its place. */
export function ProblemList() {
  const { t } = useLingui();
  const { definition, problems, select } = useDesign();
  const names = useNames();
  if (problems.length === 0)
    return (
      <EmptyState icon={<IconCircleCheck size={26} />} title={t`Nothing is wrong`}>
        <Trans>Every status can be reached and leads on to one that means done.</Trans>
      </EmptyState>
    );

  const heading = (place: Place) => {
    if (place.of === "workflow") return t`The workflow`;
    const name = place.of === "status" ? names.status(place.key) : names.transition(place.key);
    return place.of === "status" ? t`Status “${name}”` : t`Transition “${name}”`;
  };
  return (
    <>
      <Title order={2} size="h3" mb="xs">
        <Trans>Problems</Trans>
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        <Trans>These keep the draft from being published.</Trans>
      </Text>
      <ul className={classes.entries}>
        {problems.map(({ pointer, code, message }) => {
          const place = placeOf(pointer, definition);
          const content = (
            <>
              <Text span size="sm" fw={600} display="block">
                {heading(place)}
              </Text>
              {message}
            </>
          );
          return (
            <li key={`${pointer} ${code}`}>
              {place.of === "workflow" ? (
                <div className={classes.entry}>{content}</div>
              ) : (
                <UnstyledButton
                  className={classes.entry}
                  onClick={() =>
                    select(place.of === "status" ? { status: place.key } : { transition: place.key })
                  }
                >
                  {content}
                </UnstyledButton>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
