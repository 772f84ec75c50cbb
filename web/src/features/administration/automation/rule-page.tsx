import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Box, Button, Checkbox, Input, MultiSelect, Paper, Tabs, Text } from "@mantine/core";
import { IconCopy, IconPlayerPause, IconPlayerPlay, IconSettings } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { Dialog } from "@/shared/feedback/dialog";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { PageSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { PageHeader } from "@/shared/layout/page-header";
import { PersonPicker } from "@/shared/person/person-picker";
import { useSession } from "@/shared/session/session";
import { useConfiguredDesks } from "../configured-desks";
import { FormSheet } from "../form-sheet";
import { draftOf, inLanguage, isBlank } from "../localized";
import { LocalizedInput } from "../localized-input";
import { useVersionedForm } from "../versioned-form";
import { CopyRuleDialog } from "./copy-rule-dialog";
import type { Rule, RuleDraft, RunState } from "./queries";
import { automationQueries } from "./queries";
import { RuleForm } from "./rule-form";
import { RuleText } from "./rule-text";
import { RuleVersions } from "./rule-versions";
import { RuleDesks, RuleStanding } from "./rules-page";
import { RunsPanel } from "./runs-panel";
import { TrialPanel } from "./trial-panel";

export type RulePart = "trial" | "runs" | "versions" | "text";

/** What the address says of the page. */
export interface RuleSearch {
  part?: RulePart;
  /** Of the runs that are shown. */
  state?: RunState;
}

interface RulePageProps {
  /** Null for a rule of the installation. */
  deskKey: string | null;
  ruleId: number;
  search: RuleSearch;
  onSearch: (search: RuleSearch) => void;
}

/** Where a rule is written, tried, published, watched and switched off. */
export function RulePage({ deskKey, ruleId, search, onSearch }: RulePageProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const client = useQueryClient();
  const rule = useQuery(automationQueries.rule(ruleId));
  const draft = useQuery({ ...automationQueries.draft(ruleId), refetchOnWindowFocus: false });
  const [setting, setSetting] = useState(false);
  const [copying, setCopying] = useState(false);
  /** Counts the drafts that took the place of the one before, as when a version was taken back. */
  const [begun, setBegun] = useState(0);
  const failed = [rule, draft].find(({ error, data }) => error && !data);
  if (failed) return <LoadFailure failure={failed.error} onRetry={() => void failed.refetch()} />;
  if (!rule.data || !draft.data) return <PageSkeleton />;
  const { part } = search;
  const { enabled, published, stopped } = rule.data;
  const name = inLanguage(rule.data.name, language);
  const person = rule.data.runAs?.displayName ?? "—";

  /** Shows the rule as it is after a change. */
  async function refresh(next?: Rule) {
    if (next) client.setQueryData(automationQueries.rule(ruleId).queryKey, next);
    await Promise.all([
      client.invalidateQueries({ queryKey: automationQueries.rules(deskKey).queryKey }),
      client.invalidateQueries({ queryKey: automationQueries.rule(ruleId).queryKey, exact: true }),
      client.invalidateQueries({ queryKey: automationQueries.versions(ruleId).queryKey }),
    ]);
  }

  function remember(next: RuleDraft) {
    client.setQueryData(automationQueries.draft(ruleId).queryKey, next);
  }

  /** Another draft has taken the place of the one that was edited. */
  async function adopt(next: RuleDraft) {
    remember(next);
    setBegun((count) => count + 1);
    onSearch({});
    await refresh();
  }

  async function beginAnew() {
    await adopt(await client.fetchQuery({ ...automationQueries.draft(ruleId), staleTime: 0 }));
  }

  async function turn() {
    if (!rule.data) return;
    try {
      await refresh(
        await answer(
          api.PATCH("/api/automation/rules/{id}", {
            params: { path: { id: ruleId } },
            headers: ifMatch(rule.data.version),
            body: { enabled: !enabled || stopped },
          }),
        ),
      );
      toast.done(enabled && !stopped ? t`The rule is switched off.` : t`The rule runs again.`);
    } catch (failure) {
      toast.failed(failure);
    }
  }

  return (
    <>
      <Anchor
        size="sm"
        renderRoot={(props) =>
          deskKey === null ? (
            <Link to="/admin/automation" {...props} />
          ) : (
            <Link to="/admin/desks/$deskKey/automation" params={{ deskKey }} {...props} />
          )
        }
      >
        <Trans>All rules</Trans>
      </Anchor>
      <PageHeader
        title={name}
        documentTitle={deskKey === null ? name : `${name} · ${deskKey}`}
        actions={
          <>
            <RuleStanding rule={rule.data} />
            <Button
              size="xs"
              variant="default"
              leftSection={<IconSettings size={15} aria-hidden />}
              onClick={() => setSetting(true)}
            >
              <Trans>Name and person</Trans>
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconCopy size={15} aria-hidden />}
              onClick={() => setCopying(true)}
            >
              <Trans>Copy…</Trans>
            </Button>
            {published != null && (
              <Button
                size="xs"
                variant="default"
                leftSection={
                  enabled && !stopped ? (
                    <IconPlayerPause size={15} aria-hidden />
                  ) : (
                    <IconPlayerPlay size={15} aria-hidden />
                  )
                }
                onClick={() => void turn()}
              >
                {enabled && !stopped ? t`Switch off` : t`Switch on`}
              </Button>
            )}
          </>
        }
      />
      <Box mb="sm">
        <Text size="sm" c="dimmed">
          <Trans>It runs in the name of {person}, with the rights of that person.</Trans>
        </Text>
        {deskKey === null && <RuleDesks rule={rule.data} />}
      </Box>
      <Tabs
        value={part ?? "rule"}
        onChange={(next) => onSearch({ ...search, part: next === "rule" ? undefined : (next as RulePart) })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="rule">
            <Trans>Rule</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="trial">
            <Trans>Try it</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="runs">
            <Trans>Runs</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="versions">
            <Trans>Versions</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="text">
            <Trans>Text</Trans>
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="rule">
          <RuleForm
            key={begun}
            deskKey={deskKey}
            rule={rule.data}
            draft={draft.data}
            onSaved={(next) => {
              remember(next);
              return refresh();
            }}
            onDiscarded={beginAnew}
            onPublished={beginAnew}
          />
        </Tabs.Panel>
        <Tabs.Panel value="trial">
          {part === "trial" && (
            <Paper p="lg" maw={960}>
              <TrialPanel ruleId={ruleId} draft={draft.data} />
            </Paper>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="runs">
          {part === "runs" && (
            <Paper p="lg" maw={960}>
              <RunsPanel
                rule={rule.data}
                state={search.state}
                onState={(state) => onSearch({ ...search, state })}
              />
            </Paper>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          {part === "versions" && <RuleVersions rule={rule.data} draft={draft.data} onTakenBack={adopt} />}
        </Tabs.Panel>
        <Tabs.Panel value="text">
          {part === "text" && (
            <RuleText deskKey={deskKey} draft={draft.data} ruleId={ruleId} onImported={adopt} />
          )}
        </Tabs.Panel>
      </Tabs>
      <CopyRuleDialog
        rule={rule.data}
        draft={draft.data}
        opened={copying}
        onClose={() => setCopying(false)}
      />
      <Dialog opened={setting} onClose={() => setSetting(false)} title={t`Name and person`} size="lg">
        {setting && (
          <SettingsForm
            rule={rule.data}
            onSaved={async (next) => {
              setSetting(false);
              await refresh(next);
            }}
          />
        )}
      </Dialog>
    </>
  );
}

function SettingsForm({ rule, onSaved }: { rule: Rule; onSaved: (rule: Rule) => unknown }) {
  const { t } = useLingui();
  const { administrator, person } = useSession();
  const picker = useId();
  const desks = useConfiguredDesks();
  const path = { id: rule.id };
  const form = useVersionedForm({
    resource: rule,
    guard: false,
    valuesOf: ({ name, runAs, everywhere, deskKeys }) => ({
      name: draftOf(name),
      runAsId: runAs?.id ?? null,
      everywhere,
      deskKeys: [...deskKeys],
    }),
    validate: ({ name }) => (isBlank(name) ? { name: t`Enter a name in one language at least.` } : {}),
    send: ({ name, runAsId, everywhere, deskKeys }, version) =>
      answer(
        api.PATCH("/api/automation/rules/{id}", {
          params: { path },
          headers: ifMatch(version),
          body: {
            name: { ko: name.ko || null, en: name.en || null },
            ...(runAsId === (rule.runAs?.id ?? null) ? {} : { runAsId }),
            ...(rule.deskKey == null ? { everywhere, deskKeys } : {}),
          },
        }),
      ),
    reload: () => answer(api.GET("/api/automation/rules/{id}", { params: { path } })),
    onSaved,
  });
  return (
    <FormSheet form={form} label={t`Name and person`}>
      <LocalizedInput form={form} path="name" label={t`Name`} required maxLength={100} />
      {administrator ? (
        <Input.Wrapper
          label={t`In whose name it runs`}
          description={t`What this person may not do, the rule does not do. When the person leaves, it stops and the desk’s managers are told.`}
          labelProps={{ htmlFor: picker }}
          error={form.errors.runAsId}
        >
          <PersonPicker
            id={picker}
            label={t`In whose name it runs`}
            value={form.values.runAsId}
            known={rule.runAs}
            clearable={false}
            onChange={(id) => form.setFieldValue("runAsId", id)}
          />
        </Input.Wrapper>
      ) : (
        rule.runAs?.id !== person.id && (
          <Checkbox
            label={t`Run in my name from now on`}
            checked={form.values.runAsId === person.id}
            onChange={({ currentTarget }) =>
              form.setFieldValue("runAsId", currentTarget.checked ? person.id : (rule.runAs?.id ?? null))
            }
          />
        )
      )}
      {rule.deskKey == null && (
        <>
          <Checkbox
            {...form.getInputProps("everywhere", { type: "checkbox" })}
            label={t`Runs on all desks`}
          />
          {!form.values.everywhere && (
            <MultiSelect
              {...form.getInputProps("deskKeys")}
              label={t`Desks`}
              searchable
              hidePickedOptions
              nothingFoundMessage={t`Nothing found`}
              data={desks.map(({ key, name }) => ({ value: key, label: `${name} (${key})` }))}
            />
          )}
        </>
      )}
    </FormSheet>
  );
}
