import { useLingui as useCatalogue } from "@lingui/react";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Badge, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconBooks, IconPlus, IconRobot } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useState } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useFormats } from "@/shared/i18n/formats";
import { PageHeader } from "@/shared/layout/page-header";
import { DeskFrame } from "../desk-frame";
import { DraftBadge } from "../draft-badge";
import { inLanguage } from "../localized";
import { NewRuleDialog } from "./new-rule-dialog";
import type { Rule } from "./queries";
import { automationQueries } from "./queries";
import { triggerWords } from "./words";

/** What happens by itself on a desk, or on the desks that the installation says; each rule leads to where it is written. */
export function RulesPage({ deskKey }: { deskKey: string | null }) {
  const { t } = useLingui();
  const [making, setMaking] = useState(false);
  const rules = useQuery(automationQueries.rules(deskKey));
  const make = (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconBooks size={16} aria-hidden />}
        renderRoot={(props) =>
          deskKey === null ? (
            <Link to="/admin/automation/library" {...props} />
          ) : (
            <Link to="/admin/desks/$deskKey/automation/library" params={{ deskKey }} {...props} />
          )
        }
      >
        <Trans>Library</Trans>
      </Button>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
        <Trans>New rule</Trans>
      </Button>
    </Group>
  );
  const found = [...(rules.data ?? [])].sort((one, other) => Number(other.enabled) - Number(one.enabled));
  return (
    <RulesFrame deskKey={deskKey} actions={make}>
      <Text c="dimmed" mb="md" maw={720}>
        {deskKey === null ? (
          <Trans>These rules are shared: each runs on the desks that you choose for it, or on all.</Trans>
        ) : (
          <Trans>
            A rule waits for something to happen to a ticket and then does what somebody would do by hand,
            with the rights of the person in whose name it runs.
          </Trans>
        )}
      </Text>
      {rules.error && !rules.data ? (
        <LoadFailure failure={rules.error} onRetry={() => void rules.refetch()} />
      ) : rules.data === undefined ? (
        <TextSkeleton lines={6} />
      ) : found.length === 0 ? (
        <EmptyState icon={<IconRobot size={26} />} title={t`Nothing happens by itself yet`} action={make}>
          <Trans>
            Begin with one of the library, or with one routine step, and try it on a ticket before you publish
            it.
          </Trans>
        </EmptyState>
      ) : (
        <Stack gap="md" maw={960}>
          {found.map((rule) => (
            <RuleCard key={rule.id} rule={rule} shared={deskKey === null} />
          ))}
        </Stack>
      )}
      <NewRuleDialog deskKey={deskKey} opened={making} onClose={() => setMaking(false)} />
    </RulesFrame>
  );
}

interface RulesFrameProps {
  deskKey: string | null;
  actions: ReactNode;
  children: ReactNode;
}

export function RulesFrame({ deskKey, actions, children }: RulesFrameProps) {
  const { t } = useLingui();
  if (deskKey !== null)
    return (
      <DeskFrame deskKey={deskKey} part={t`Automation`} actions={actions}>
        {children}
      </DeskFrame>
    );
  return (
    <>
      <PageHeader title={t`Automation`} actions={actions} />
      {children}
    </>
  );
}

/** To a rule, where it is shaped. */
function RuleLink({ rule: { id, deskKey }, ...props }: { rule: Rule } & object) {
  return deskKey == null ? (
    <Link to="/admin/automation/$ruleId" params={{ ruleId: id }} {...props} />
  ) : (
    <Link to="/admin/desks/$deskKey/automation/$ruleId" params={{ deskKey, ruleId: id }} {...props} />
  );
}

function RuleCard({ rule, shared }: { rule: Rule; shared: boolean }) {
  const { language } = useFormats();
  const { i18n } = useCatalogue();
  const heading = `rule-${rule.id}`;
  const name = inLanguage(rule.name, language);
  const trigger = i18n._(triggerWords[rule.definition.trigger.type]);
  const steps = rule.definition.steps.length;
  const person = rule.runAs?.displayName ?? "—";
  return (
    <Paper component="section" p="md" aria-labelledby={heading}>
      <Group gap="xs" justify="space-between" align="flex-start">
        <Title order={2} size="h3" id={heading}>
          {rule.mayShape ? (
            <Anchor inherit c="inherit" renderRoot={(props) => <RuleLink rule={rule} {...props} />}>
              {name}
            </Anchor>
          ) : (
            name
          )}
        </Title>
        <RuleStanding rule={rule} />
      </Group>
      <Text size="sm" c="dimmed">
        <Trans>When {trigger}</Trans> · <Plural value={steps} one="# step" other="# steps" /> ·{" "}
        <Trans>in the name of {person}</Trans>
      </Text>
      {shared && <RuleDesks rule={rule} />}
      {!shared && rule.deskKey == null && (
        <Text size="sm" c="dimmed">
          <Trans>Shared by several desks; administrators of the installation change it.</Trans>
        </Text>
      )}
    </Paper>
  );
}

/** Where a shared rule runs. */
export function RuleDesks({ rule: { everywhere, deskKeys } }: { rule: Rule }) {
  const desks = deskKeys.join(", ");
  const nowhere = !everywhere && deskKeys.length === 0;
  return (
    <Text size="sm" c={nowhere ? "var(--mantine-color-error)" : "dimmed"}>
      {everywhere ? (
        <Trans>Runs on all desks</Trans>
      ) : nowhere ? (
        <Trans>It runs on no desk yet.</Trans>
      ) : (
        <Trans>Runs on {desks}</Trans>
      )}
    </Text>
  );
}

/** Whether it runs, and whether something waits to. */
export function RuleStanding({ rule: { published, drafted, enabled, stopped } }: { rule: Rule }) {
  return (
    <Group gap={6}>
      {stopped ? (
        <Badge variant="light" color="red">
          <Trans>Stopped: its person is gone</Trans>
        </Badge>
      ) : !enabled ? (
        <Badge variant="light" color="gray">
          <Trans context="rule">Switched off</Trans>
        </Badge>
      ) : (
        published != null && (
          <Badge variant="light">
            <Trans>In force, version {published}</Trans>
          </Badge>
        )
      )}
      {drafted && <DraftBadge />}
    </Group>
  );
}
