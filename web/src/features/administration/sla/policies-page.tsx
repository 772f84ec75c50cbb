import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Badge, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconClockHour4, IconPlus } from "@tabler/icons-react";
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
import { NewPolicyDialog } from "./new-policy-dialog";
import type { Policy } from "./queries";
import { slaQueries } from "./queries";

/** What is promised for the tickets of a desk, or of whichever desks the installation says; each policy leads to where it is written. */
export function PoliciesPage({ deskKey }: { deskKey: string | null }) {
  const { t } = useLingui();
  const [making, setMaking] = useState(false);
  const policies = useQuery(slaQueries.policies(deskKey));
  const make = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      <Trans>New policy</Trans>
    </Button>
  );
  const found = [...(policies.data ?? [])].sort((one, other) => Number(one.retired) - Number(other.retired));
  return (
    <PoliciesFrame deskKey={deskKey} actions={make}>
      <Text c="dimmed" mb="md" maw={720}>
        {deskKey === null ? (
          <Trans>
            These policies are shared: each measures the tickets of the desks that you choose for it. A desk’s
            own are found in its settings.
          </Trans>
        ) : (
          <Trans>
            A policy says how quickly something is done, and from when to when that is measured. Agents see
            how much of it is left on each ticket.
          </Trans>
        )}
      </Text>
      {policies.error && !policies.data ? (
        <LoadFailure failure={policies.error} onRetry={() => void policies.refetch()} />
      ) : policies.data === undefined ? (
        <TextSkeleton lines={6} />
      ) : found.length === 0 ? (
        <EmptyState icon={<IconClockHour4 size={26} />} title={t`Nothing is promised yet`} action={make}>
          <Trans>Begin with a template, such as the time to first response, and put your own goals in.</Trans>
        </EmptyState>
      ) : (
        <Stack gap="md" maw={960}>
          {found.map((policy) => (
            <PolicyCard key={policy.id} policy={policy} shared={deskKey === null} />
          ))}
        </Stack>
      )}
      <NewPolicyDialog deskKey={deskKey} opened={making} onClose={() => setMaking(false)} />
    </PoliciesFrame>
  );
}

interface PoliciesFrameProps {
  deskKey: string | null;
  actions: ReactNode;
  children: ReactNode;
}

function PoliciesFrame({ deskKey, actions, children }: PoliciesFrameProps) {
  const { t } = useLingui();
  if (deskKey !== null)
    return (
      <DeskFrame deskKey={deskKey} part={t`Service levels`} actions={actions}>
        {children}
      </DeskFrame>
    );
  return (
    <>
      <PageHeader title={t`Service levels`} actions={actions} />
      {children}
    </>
  );
}

/** To a policy, where it is shaped. */
function PolicyLink({ policy: { id, deskKey }, ...props }: { policy: Policy } & object) {
  return deskKey == null ? (
    <Link to="/admin/sla/$policyId" params={{ policyId: id }} {...props} />
  ) : (
    <Link to="/admin/desks/$deskKey/sla/$policyId" params={{ deskKey, policyId: id }} {...props} />
  );
}

function PolicyCard({ policy, shared }: { policy: Policy; shared: boolean }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const heading = `policy-${policy.id}`;
  const broken = policy.broken.length;
  const name = inLanguage(policy.name, language);
  return (
    <Paper component="section" p="md" aria-labelledby={heading}>
      <Group gap="xs" justify="space-between" align="flex-start">
        <Title order={2} size="h3" id={heading}>
          {policy.mayShape ? (
            <Anchor inherit c="inherit" renderRoot={(props) => <PolicyLink policy={policy} {...props} />}>
              {name}
            </Anchor>
          ) : (
            name
          )}
        </Title>
        <PolicyState policy={policy} />
      </Group>
      <GoalsSummary policy={policy} />
      {shared && <MeasuredDesks deskKeys={policy.deskKeys} />}
      {!shared && policy.deskKey == null && (
        <Text size="sm" c="dimmed">
          <Trans>Shared by several desks; administrators of the installation change it.</Trans>
        </Text>
      )}
      {broken > 0 && (
        <Group
          gap={6}
          mt={4}
          c="var(--mantine-color-error)"
          wrap="nowrap"
          align="flex-start"
          role="note"
          aria-label={t`Needs correcting`}
        >
          <IconAlertTriangle size={16} aria-hidden style={{ flex: "none", marginTop: 2 }} />
          <Text size="sm" inherit={false}>
            <Plural
              value={broken}
              one="The query of # goal cannot be understood any more; no ticket matches it."
              other="The queries of # goals cannot be understood any more; no ticket matches them."
            />
          </Text>
        </Group>
      )}
    </Paper>
  );
}

/** Whose tickets a shared policy measures. */
export function MeasuredDesks({ deskKeys }: { deskKeys: readonly string[] }) {
  const desks = deskKeys.join(", ");
  return (
    <Text size="sm" c={deskKeys.length === 0 ? "var(--mantine-color-error)" : "dimmed"}>
      {deskKeys.length === 0 ? <Trans>It measures no desk yet.</Trans> : <Trans>Measures {desks}</Trans>}
    </Text>
  );
}

/** Whether it is in force, and whether something waits to be. */
export function PolicyState({ policy: { published, drafted, retired } }: { policy: Policy }) {
  return (
    <Group gap={6}>
      {retired ? (
        <Badge variant="light" color="gray">
          <Trans>Retired</Trans>
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

function GoalsSummary({ policy: { definition } }: { policy: Policy }) {
  const formats = useFormats();
  const targets = definition.goals.flatMap(({ target }) => target ?? []).sort((one, other) => one - other);
  const goals = definition.goals.length;
  const least = formats.countdown(targets[0] ?? 0);
  const most = formats.countdown(targets.at(-1) ?? 0);
  return (
    <Text size="sm" c="dimmed">
      <Plural value={goals} one="# goal" other="# goals" />
      {targets.length > 0 && <> · {least === most ? least : `${least} – ${most}`}</>}
    </Text>
  );
}
