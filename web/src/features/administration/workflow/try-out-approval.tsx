import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconRubberStamp } from "@tabler/icons-react";
import type { Schemas } from "@/shared/api/client";
import { kinds } from "@/shared/approval/words";
import { useApproverNames } from "./approver-names";
import { useDesign, useNames } from "./design";
import classes from "./designer.module.css";

type Foreseen = NonNullable<Schemas["WorkflowTrialOutcome"]["approval"]>;
type ForeseenStep = Foreseen["steps"][number];

interface TryOutApprovalProps {
  approval: Foreseen;
  busy: boolean;
  /** Takes one of the approval's transitions, as though it had been decided so. */
  onDecide: (transition: string) => void;
}

/** Whom the approval of a status would ask, step by step; and the ways on from there. */
export function TryOutApproval({ approval, busy, onDecide }: TryOutApprovalProps) {
  const { t } = useLingui();
  const names = useNames();
  const { fields } = useDesign();
  const unfound = approval.steps.flatMap((step) => step.unfound);
  const nameOf = useApproverNames(
    unfound,
    fields.map(({ key }) => ({ key, name: names.field(key) })),
  );
  return (
    <Paper withBorder p="sm" component="section" aria-label={t`Who would be asked`}>
      <Stack gap="xs">
        <Group gap={6} wrap="nowrap">
          <IconRubberStamp size={17} aria-hidden />
          <Title order={3} size="h4">
            <Trans>Who would be asked</Trans>
          </Title>
        </Group>
        {approval.composed && (
          <Text size="sm" c="dimmed">
            <Trans>The reporter would choose the first approvers. These would follow.</Trans>
          </Text>
        )}
        <ol className={classes.entries}>
          {approval.steps.map((step, position) => (
            <li key={position} className={classes.entry}>
              <StepForeseen step={step} nameOf={nameOf} />
            </li>
          ))}
        </ol>
        <Group gap={6} role="group" aria-label={t`As though it had been decided`}>
          <Button size="xs" loading={busy} onClick={() => onDecide(approval.approved)}>
            <Trans>As if approved</Trans>
          </Button>
          <Button size="xs" variant="default" loading={busy} onClick={() => onDecide(approval.rejected)}>
            <Trans>As if rejected</Trans>
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

interface StepForeseenProps {
  step: ForeseenStep;
  nameOf: ReturnType<typeof useApproverNames>;
}

function StepForeseen({ step, nameOf }: StepForeseenProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const persons = step.persons.map(({ displayName }) => displayName).join(", ");
  const missing = step.unfound.map(nameOf).join(", ");
  const many = step.kind !== "reference" && step.persons.length > 1;
  return (
    <>
      <Text span size="sm" fw={600} display="block">
        {[i18n._(kinds[step.kind]), step.name].filter(Boolean).join(" · ")}
      </Text>
      {persons && (
        <Text span size="sm" display="block">
          {persons}
          {many && ` (${t`${step.required} of ${step.persons.length}`})`}
        </Text>
      )}
      {step.decidesAll && (
        <Text span size="sm" c="dimmed" display="block">
          <Trans>Approving this step would approve all.</Trans>
        </Text>
      )}
      {missing && (
        <Text span size="sm" c="error" display="block">
          <Trans>Nobody found for: {missing}</Trans>
        </Text>
      )}
      {!persons && step.kind !== "reference" && (
        <Alert color={step.skipped ? "gray" : "red"} p="xs" mt={4}>
          {step.skipped
            ? t`Nobody would be asked, and the step would be skipped.`
            : t`Nobody would be asked: the ticket would wait until somebody names an approver.`}
        </Alert>
      )}
    </>
  );
}
