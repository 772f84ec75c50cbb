import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Badge, Button, Group, Text, Title, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconPlus } from "@tabler/icons-react";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { useDesign, useNames } from "./design";
import classes from "./designer.module.css";
import { problemsAt } from "./places-of-problems";
import { TransitionLines } from "./transition-lines";

interface DefinitionListProps {
  selected?: string;
  tickets?: ReadonlyMap<string, number>;
  readOnly: boolean;
  onAddStatus: () => void;
  onAddTransition: (from?: string) => void;
}

/** The same as the diagram in words: every status with what leads on from it. */
export function DefinitionList({
  selected,
  tickets,
  readOnly,
  onAddStatus,
  onAddTransition,
}: DefinitionListProps) {
  const { t } = useLingui();
  const { definition, problems, select } = useDesign();
  const names = useNames();
  const wrong = problemsAt(problems, definition, "status");
  const anywhere = definition.transitions.filter(({ from }) => from.length === 0);
  return (
    <div>
      {definition.statuses.map(({ key, category }) => {
        const name = names.status(key);
        const problem = wrong.get(key);
        const count = tickets?.get(key) ?? 0;
        return (
          <section
            key={key}
            className={classes.statusCard}
            aria-label={name}
            data-selected={selected === key || undefined}
          >
            <div className={classes.statusHead}>
              <UnstyledButton aria-label={t`Edit the status ${name}`} onClick={() => select({ status: key })}>
                <StatusBadge name={name} category={category} />
              </UnstyledButton>
              {definition.initial === key && (
                <Badge size="xs" variant="light">
                  <Trans>Start</Trans>
                </Badge>
              )}
              {count > 0 && (
                <Badge size="xs" variant="light" color="gray">
                  <Plural value={count} one="# ticket" other="# tickets" />
                </Badge>
              )}
            </div>
            {problem !== undefined && (
              <Group gap={6} wrap="nowrap" align="flex-start" mb={4}>
                <IconAlertTriangle size={16} aria-hidden className={classes.wrong} />
                <Text size="sm" c="var(--mantine-color-error)">
                  {problem}
                </Text>
              </Group>
            )}
            <TransitionLines
              transitions={definition.transitions.filter(({ from }) => from.includes(key))}
              empty={t`Nothing leads on from here.`}
            />
            {!readOnly && (
              <Button
                variant="subtle"
                size="compact-xs"
                mt={4}
                leftSection={<IconPlus size={14} aria-hidden />}
                aria-label={t`Add a transition from ${name}`}
                onClick={() => onAddTransition(key)}
              >
                <Trans>Add a transition</Trans>
              </Button>
            )}
          </section>
        );
      })}
      {anywhere.length > 0 && (
        <section className={classes.statusCard}>
          <Title order={2} size="h4" mb={4}>
            <Trans>From any status</Trans>
          </Title>
          <TransitionLines transitions={anywhere} />
        </section>
      )}
      {!readOnly && (
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAddStatus}>
          <Trans>Add a status</Trans>
        </Button>
      )}
    </div>
  );
}
