import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Checkbox, Paper, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView } from "@/shared/form/server-form";
import { RelativeTime } from "@/shared/i18n/time";
import { ConflictChoice, useVersionedForm } from "../versioned-form";
import type { RuleValues } from "./definition";
import { definitionOf, valuesOf } from "./definition";
import { PublishRuleDialog } from "./publish-rule-dialog";
import type { Rule, RuleDraft, RuleProblem } from "./queries";
import classes from "./rule.module.css";
import { StepList } from "./step-list";
import { TriggerFields } from "./trigger-fields";

interface RuleFormProps {
  /** Null for a rule of the installation. */
  deskKey: string | null;
  rule: Rule;
  draft: RuleDraft;
  onSaved: (draft: RuleDraft) => unknown;
  onDiscarded: () => unknown;
  onPublished: () => unknown;
}

/** A rule as a sentence: what it waits for, and what it does then, step by step. */
export function RuleForm({ deskKey, rule, draft, onSaved, onDiscarded, onPublished }: RuleFormProps) {
  const { t } = useLingui();
  const [kept, setKept] = useState(draft);
  const [problems, setProblems] = useState<readonly RuleProblem[]>(draft.problems);
  const [publishing, setPublishing] = useState(false);
  const path = { id: rule.id };
  const form = useVersionedForm<RuleDraft, RuleValues>({
    resource: draft,
    valuesOf: ({ definition }) => valuesOf(definition),
    send: (values, version) =>
      answer(
        api.PUT("/api/automation/rules/{id}/draft", {
          params: { path },
          headers: ifMatch(version),
          body: definitionOf(values),
        }),
      ),
    reload: () => answer(api.GET("/api/automation/rules/{id}/draft", { params: { path } })),
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
        api.DELETE("/api/automation/rules/{id}/draft", { params: { path }, headers: ifMatch(kept.version) }),
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
      <ServerFormView form={form} label={t`Rule`}>
        {form.conflict && <ConflictChoice conflict={form.conflict} />}
        {problems.length > 0 && (
          <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />} maw={960}>
            <Trans>The draft is saved. It can be published once what is marked below is corrected.</Trans>
          </Alert>
        )}
        <Paper component="section" p="lg" maw={960} aria-label={t`What it waits for`}>
          <Title order={2} size="h3" mb="sm">
            <Trans>Whenever</Trans>
          </Title>
          <Stack gap="sm">
            <TriggerFields
              ruleId={rule.id}
              deskKey={deskKey}
              value={values.trigger}
              problems={problems}
              onChange={(trigger) => form.setFieldValue("trigger", trigger)}
            />
            <Checkbox
              label={t`What it changes itself may let it run again, ten times at most`}
              checked={values.mayTriggerItself}
              onChange={({ currentTarget }) => form.setFieldValue("mayTriggerItself", currentTarget.checked)}
            />
          </Stack>
        </Paper>
        <Paper component="section" p="lg" maw={960} aria-label={t`What it does`}>
          <Title order={2} size="h3">
            <Trans>Then</Trans>
          </Title>
          <Text size="sm" c="dimmed" mb="sm">
            <ValuesHelp />
          </Text>
          <StepList
            deskKey={deskKey}
            label={t`Steps`}
            pointer="/steps"
            value={values.steps}
            problems={problems}
            onChange={(steps, moved) => {
              form.setFieldValue("steps", steps);
              // Where steps have moved, what the server said of their places no longer holds.
              if (moved) setProblems([]);
            }}
          />
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
          {drafted && rule.published != null && (
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
      <PublishRuleDialog
        opened={publishing}
        onClose={() => setPublishing(false)}
        ruleId={rule.id}
        version={kept.version}
        onPublished={onPublished}
      />
    </>
  );
}

/** How values stand in a text. */
function ValuesHelp() {
  const summary = <code>{"{{ticket.summary}}"}</code>;
  const before = <code>{"{{changes.status.from}}"}</code>;
  const later = <code>{'{{now.plusDays(7).format("yyyy-MM-dd")}}'}</code>;
  return (
    <Trans>
      Texts can hold values, such as {summary}, {before} or {later}.
    </Trans>
  );
}
