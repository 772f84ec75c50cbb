import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Box, Button, MultiSelect, Paper, Tabs } from "@mantine/core";
import { IconArchive, IconArchiveOff, IconLayoutGrid, IconPencil } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { Dialog } from "@/shared/feedback/dialog";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { PageSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { PageHeader } from "@/shared/layout/page-header";
import { useConfiguredDesks } from "../configured-desks";
import { FormSheet } from "../form-sheet";
import { draftOf, inLanguage, isBlank } from "../localized";
import { LocalizedInput } from "../localized-input";
import { useVersionedForm } from "../versioned-form";
import { MeasuredDesks, PolicyState } from "./policies-page";
import { PolicyForm } from "./policy-form";
import { PolicyText } from "./policy-text";
import { PolicyVersions } from "./policy-versions";
import type { Policy, PolicyDraft } from "./queries";
import { slaQueries } from "./queries";
import { RebuildPanel } from "./rebuild-panel";
import { RecalculationProgress } from "./recalculation-progress";
import { SimulationPanel } from "./simulation-panel";

export type PolicyPart = "simulation" | "rebuild" | "versions" | "text";

/** What the address says of the page. */
export interface PolicySearch {
  part?: PolicyPart;
  /** The simulation that is looked at. */
  simulation?: number;
  /** The rebuild from history that is looked at. */
  rebuild?: number;
}

interface PolicyPageProps {
  /** Null for a policy of the installation. */
  deskKey: string | null;
  policyId: number;
  search: PolicySearch;
  onSearch: (search: PolicySearch) => void;
}

/** Where a policy is written, published and taken back. */
export function PolicyPage({ deskKey, policyId, search, onSearch }: PolicyPageProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const client = useQueryClient();
  const policy = useQuery(slaQueries.policy(policyId));
  const draft = useQuery({ ...slaQueries.draft(policyId), refetchOnWindowFocus: false });
  const [naming, setNaming] = useState(false);
  const [choosing, setChoosing] = useState(false);
  /** Counts the drafts that took the place of the one before, as when a version was taken back. */
  const [begun, setBegun] = useState(0);
  const failed = [policy, draft].find(({ error, data }) => error && !data);
  if (failed) return <LoadFailure failure={failed.error} onRetry={() => void failed.refetch()} />;
  if (!policy.data || !draft.data) return <PageSkeleton />;
  const { part } = search;
  const { retired, published } = policy.data;
  const name = inLanguage(policy.data.name, language);

  /** Shows the policy as it is after a change. */
  async function refresh(next?: Policy) {
    if (next) client.setQueryData(slaQueries.policy(policyId).queryKey, next);
    await Promise.all([
      client.invalidateQueries({ queryKey: slaQueries.policies(deskKey).queryKey }),
      client.invalidateQueries({ queryKey: slaQueries.policy(policyId).queryKey, exact: true }),
      client.invalidateQueries({ queryKey: slaQueries.versions(policyId).queryKey }),
      client.invalidateQueries({ queryKey: slaQueries.recalculation(policyId).queryKey }),
    ]);
  }

  function remember(next: PolicyDraft) {
    client.setQueryData(slaQueries.draft(policyId).queryKey, next);
  }

  /** Another draft has taken the place of the one that was edited. */
  async function adopt(next: PolicyDraft) {
    remember(next);
    setBegun((count) => count + 1);
    onSearch({});
    await refresh();
  }

  async function beginAnew() {
    await adopt(await client.fetchQuery({ ...slaQueries.draft(policyId), staleTime: 0 }));
  }

  async function retire() {
    const sure =
      retired ||
      (await confirm({
        title: t`Retire this policy?`,
        body: <Trans>No clock starts by it any more. Those that run keep what was promised.</Trans>,
        confirm: t`Retire`,
      }));
    if (!sure || !policy.data) return;
    try {
      await refresh(
        await answer(
          api.PATCH("/api/sla/policies/{id}", {
            params: { path: { id: policyId } },
            headers: ifMatch(policy.data.version),
            body: { retired: !retired },
          }),
        ),
      );
      toast.done(retired ? t`The policy is in use again.` : t`The policy is retired.`);
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
            <Link to="/admin/sla" {...props} />
          ) : (
            <Link to="/admin/desks/$deskKey/sla" params={{ deskKey }} {...props} />
          )
        }
      >
        <Trans>All service levels</Trans>
      </Anchor>
      <PageHeader
        title={name}
        documentTitle={deskKey === null ? name : `${name} · ${deskKey}`}
        actions={
          <>
            <PolicyState policy={policy.data} />
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPencil size={15} aria-hidden />}
              onClick={() => setNaming(true)}
            >
              <Trans>Rename</Trans>
            </Button>
            {deskKey === null && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconLayoutGrid size={15} aria-hidden />}
                onClick={() => setChoosing(true)}
              >
                <Trans>Desks</Trans>
              </Button>
            )}
            {published != null && (
              <Button
                size="xs"
                variant="default"
                leftSection={
                  retired ? <IconArchiveOff size={15} aria-hidden /> : <IconArchive size={15} aria-hidden />
                }
                onClick={() => void retire()}
              >
                {retired ? t`Take up again` : t`Retire`}
              </Button>
            )}
          </>
        }
      />
      {deskKey === null && (
        <Box mb="sm">
          <MeasuredDesks deskKeys={policy.data.deskKeys} />
        </Box>
      )}
      <RecalculationProgress policyId={policyId} />
      <Tabs
        value={part ?? "policy"}
        onChange={(next) =>
          onSearch({ ...search, part: next === "policy" ? undefined : (next as PolicyPart) })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="policy">
            <Trans>What is promised</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="simulation">
            <Trans>Simulation</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="rebuild">
            <Trans>From history</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="versions">
            <Trans>Versions</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="text">
            <Trans>Text</Trans>
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="policy">
          <PolicyForm
            key={begun}
            deskKey={deskKey}
            policy={policy.data}
            draft={draft.data}
            onSaved={(next) => {
              remember(next);
              return refresh();
            }}
            onDiscarded={beginAnew}
            onPublished={beginAnew}
          />
        </Tabs.Panel>
        <Tabs.Panel value="simulation">
          {part === "simulation" && (
            <Paper p="lg" maw={960}>
              <SimulationPanel
                subject={{ policyId }}
                hindered={
                  draft.data.version === 0 && published != null
                    ? t`There is no draft to compare. Change the policy and save the draft first.`
                    : draft.data.problems.length > 0
                      ? t`The draft cannot be measured by until what is marked on it is corrected.`
                      : undefined
                }
                simulation={search.simulation}
                onSimulation={(simulation) => onSearch({ ...search, simulation })}
              />
            </Paper>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="rebuild">
          {part === "rebuild" && (
            <Paper p="lg" maw={960}>
              <RebuildPanel
                policyId={policyId}
                published={published != null}
                rebuild={search.rebuild}
                onRebuild={(rebuild) => onSearch({ ...search, rebuild })}
              />
            </Paper>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          {part === "versions" && (
            <PolicyVersions policy={policy.data} draft={draft.data} onTakenBack={adopt} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="text">
          {part === "text" && (
            <PolicyText deskKey={deskKey} draft={draft.data} policyId={policyId} onImported={adopt} />
          )}
        </Tabs.Panel>
      </Tabs>
      <Dialog opened={naming} onClose={() => setNaming(false)} title={t`Rename`} size="lg">
        {naming && (
          <NameForm
            policy={policy.data}
            onSaved={async (next) => {
              setNaming(false);
              await refresh(next);
            }}
          />
        )}
      </Dialog>
      <Dialog
        opened={choosing}
        onClose={() => setChoosing(false)}
        title={t`Desks that it measures`}
        size="lg"
      >
        {choosing && (
          <DesksForm
            policy={policy.data}
            onSaved={async (next) => {
              setChoosing(false);
              await refresh(next);
            }}
          />
        )}
      </Dialog>
    </>
  );
}

/** Whose tickets a shared policy measures. */
function DesksForm({ policy, onSaved }: { policy: Policy; onSaved: (policy: Policy) => unknown }) {
  const { t } = useLingui();
  const desks = useConfiguredDesks();
  const path = { id: policy.id };
  const form = useVersionedForm({
    resource: policy,
    guard: false,
    valuesOf: ({ deskKeys }) => ({ deskKeys: [...deskKeys] }),
    send: ({ deskKeys }, version) =>
      answer(
        api.PATCH("/api/sla/policies/{id}", {
          params: { path },
          headers: ifMatch(version),
          body: { deskKeys },
        }),
      ),
    reload: () => answer(api.GET("/api/sla/policies/{id}", { params: { path } })),
    onSaved,
  });
  return (
    <FormSheet form={form} label={t`Desks that it measures`}>
      <MultiSelect
        {...form.getInputProps("deskKeys")}
        label={t`Desks`}
        description={t`Open tickets of a desk that you add are measured from their beginning, in the background. Clocks that run at a desk that you take out keep what was promised.`}
        searchable
        hidePickedOptions
        nothingFoundMessage={t`Nothing found`}
        data={desks.map(({ key, name }) => ({ value: key, label: `${name} (${key})` }))}
      />
    </FormSheet>
  );
}

function NameForm({ policy, onSaved }: { policy: Policy; onSaved: (policy: Policy) => unknown }) {
  const { t } = useLingui();
  const path = { id: policy.id };
  const form = useVersionedForm({
    resource: policy,
    guard: false,
    valuesOf: ({ name }) => ({ name: draftOf(name) }),
    validate: ({ name }) => (isBlank(name) ? { name: t`Enter a name in one language at least.` } : {}),
    send: ({ name }, version) =>
      answer(
        api.PATCH("/api/sla/policies/{id}", {
          params: { path },
          headers: ifMatch(version),
          body: { name: { ko: name.ko || null, en: name.en || null } },
        }),
      ),
    reload: () => answer(api.GET("/api/sla/policies/{id}", { params: { path } })),
    onSaved,
  });
  return (
    <FormSheet form={form} label={t`Rename`}>
      <LocalizedInput form={form} path="name" label={t`Name`} required maxLength={100} />
    </FormSheet>
  );
}
