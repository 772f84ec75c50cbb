import { Trans, useLingui } from "@lingui/react/macro";
import { useLingui as useCatalogue } from "@lingui/react";
import { Alert, Button, Paper, Select, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView } from "@/shared/form/server-form";
import { RelativeTime } from "@/shared/i18n/time";
import { ConflictChoice, useVersionedForm } from "../versioned-form";
import { ConditionRows } from "./condition-rows";
import type { PolicyValues } from "./definition";
import { definitionOf, valuesOf } from "./definition";
import { EscalationRows } from "./escalation-rows";
import { GoalList } from "./goal-list";
import classes from "./policy.module.css";
import { PublishPolicyDialog } from "./publish-policy-dialog";
import type { Policy, PolicyDraft, PolicyProblem } from "./queries";
import { WarningRows } from "./warning-rows";
import { customerWords, cycleWords, happeningWords, standingWords } from "./words";

interface PolicyFormProps {
  /** Null for a policy of the installation. */
  deskKey: string | null;
  policy: Policy;
  draft: PolicyDraft;
  onSaved: (draft: PolicyDraft) => unknown;
  onDiscarded: () => unknown;
  onPublished: () => unknown;
}

/** A policy as a sentence: what starts, stops and pauses its clock, what is promised, and what follows. */
export function PolicyForm({ deskKey, policy, draft, onSaved, onDiscarded, onPublished }: PolicyFormProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const [kept, setKept] = useState(draft);
  const [problems, setProblems] = useState<readonly PolicyProblem[]>(draft.problems);
  const [publishing, setPublishing] = useState(false);
  const path = { id: policy.id };
  const form = useVersionedForm<PolicyDraft, PolicyValues>({
    resource: draft,
    valuesOf: ({ definition }) => valuesOf(definition),
    send: (values, version) =>
      answer(
        api.PUT("/api/sla/policies/{id}/draft", {
          params: { path },
          headers: ifMatch(version),
          body: definitionOf(values),
        }),
      ),
    reload: () => answer(api.GET("/api/sla/policies/{id}/draft", { params: { path } })),
    onSaved: (saved) => {
      setKept(saved);
      setProblems(saved.problems);
      if (saved.problems.length === 0) toast.done(t`The draft is saved.`);
      return onSaved(saved);
    },
  });
  const { values } = form;
  const changed = form.isDirty();
  const drafted = kept.version > 0;
  const editor = kept.changedBy?.displayName ?? "";

  /** Where parts have moved, what the server said of their places no longer holds. */
  function put<Name extends keyof PolicyValues & string>(
    name: Name,
    value: PolicyValues[Name],
    moved = false,
  ) {
    form.setFieldValue(name, value as never);
    if (moved) setProblems((before) => before.filter(({ pointer }) => !pointer.startsWith(`/${name}`)));
  }

  async function discard() {
    const sure = await confirm({
      title: t`Discard the draft?`,
      body: <Trans>All changes since the published version go. They cannot be brought back.</Trans>,
      confirm: t`Discard the draft`,
      destructive: true,
    });
    if (!sure) return;
    try {
      await answer(
        api.DELETE("/api/sla/policies/{id}/draft", { params: { path }, headers: ifMatch(kept.version) }),
      );
      form.resetDirty();
      await onDiscarded();
      toast.done(t`The draft is discarded.`);
    } catch (failure) {
      toast.failed(failure);
    }
  }

  return (
    <>
      <ServerFormView form={form} label={t`What is promised`}>
        {form.conflict && <ConflictChoice conflict={form.conflict} />}
        {problems.length > 0 && (
          <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />} maw={960}>
            <Trans>The draft is saved. It can be published once what is marked below is corrected.</Trans>
          </Alert>
        )}
        <Paper component="section" p="lg" maw={960} aria-label={t`Clock`}>
          <Title order={2} size="h3" mb="sm">
            <Trans>When time counts</Trans>
          </Title>
          <Stack gap="lg">
            <ConditionRows
              deskKey={deskKey}
              beginning={t`The clock starts when`}
              none={t`Nothing starts it yet.`}
              pointer="/start"
              words={happeningWords}
              value={values.start}
              problems={problems}
              onChange={(start, moved) => put("start", start, moved)}
            />
            <ConditionRows
              deskKey={deskKey}
              beginning={t`It stops when`}
              none={t`Nothing stops it yet.`}
              pointer="/stop"
              words={happeningWords}
              value={values.stop}
              problems={problems}
              onChange={(stop, moved) => put("stop", stop, moved)}
            />
            <ConditionRows
              deskKey={deskKey}
              beginning={t`It pauses while`}
              none={t`Nothing pauses it.`}
              pointer="/pause"
              words={standingWords}
              value={values.pause}
              problems={problems}
              onChange={(pause, moved) => put("pause", pause, moved)}
            />
            <Select
              label={t`When it starts again after a stop, it`}
              maw={420}
              allowDeselect={false}
              data={choices(cycleWords)}
              value={values.cycles}
              onChange={(cycles) => put("cycles", cycles as PolicyValues["cycles"])}
            />
          </Stack>
        </Paper>
        <Paper component="section" p="lg" maw={960} aria-label={t`Goals`}>
          <Title order={2} size="h3">
            <Trans>Goals</Trans>
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            <Trans>The first goal that a ticket matches counts for it; the last one takes all others.</Trans>
          </Text>
          <GoalList
            deskKey={deskKey}
            value={values.goals}
            problems={problems}
            onChange={(goals, moved) => put("goals", goals, moved)}
          />
        </Paper>
        <Paper component="section" p="lg" maw={960} aria-label={t`What follows`}>
          <Title order={2} size="h3" mb="sm">
            <Trans>What follows</Trans>
          </Title>
          <Stack gap="lg">
            <WarningRows
              value={values.warnings}
              problems={problems}
              onChange={(warnings, moved) => put("warnings", warnings, moved)}
            />
            <EscalationRows
              deskKey={deskKey}
              value={values.escalations}
              problems={problems}
              onChange={(escalations, moved) => put("escalations", escalations, moved)}
            />
            <Select
              label={t`Customers see`}
              maw={420}
              allowDeselect={false}
              data={choices(customerWords)}
              value={values.customers}
              onChange={(customers) => put("customers", customers as PolicyValues["customers"])}
            />
          </Stack>
        </Paper>
        <div className={classes.bar}>
          <span className={classes.said} role="status">
            {changed ? (
              <Trans>Not saved yet</Trans>
            ) : kept.changedAt ? (
              <Trans>
                Draft by {editor}, <RelativeTime instant={kept.changedAt} />
              </Trans>
            ) : (
              <Trans>As published</Trans>
            )}
          </span>
          {drafted && policy.published != null && (
            <Button variant="default" onClick={() => void discard()}>
              <Trans>Discard…</Trans>
            </Button>
          )}
          <Button type="submit" variant="default" loading={form.sending} disabled={!changed}>
            <Trans>Save the draft</Trans>
          </Button>
          <Button disabled={changed || !drafted || problems.length > 0} onClick={() => setPublishing(true)}>
            <Trans>Publish…</Trans>
          </Button>
        </div>
      </ServerFormView>
      <PublishPolicyDialog
        opened={publishing}
        onClose={() => setPublishing(false)}
        policyId={policy.id}
        version={kept.version}
        onPublished={onPublished}
      />
    </>
  );

  function choices(words: typeof cycleWords | typeof customerWords) {
    return Object.entries(words).map(([value, label]) => ({ value, label: i18n._(label) }));
  }
}
