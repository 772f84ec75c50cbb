import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Progress, Text, Tooltip, ActionIcon, SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconArrowsJoin2,
  IconBinaryTree,
  IconList,
  IconPlus,
  IconSitemap,
} from "@tabler/icons-react";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { PageSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { LeaveGuard } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { useLiveQueries } from "@/shared/live/live";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import { PageHeader } from "@/shared/layout/page-header";
import type { Point } from "@/shared/workflow/diagram";
import { tidied } from "@/shared/workflow/layout";
import type { DiagramView, Mark, Selection } from "@/shared/workflow/workflow-diagram";
import { inLanguage, isBlank } from "../localized";
import { deskQueries } from "../queries";
import type { FieldDefinition, LocalizedText } from "../resources";
import type { Category, Clipping, Definition, RuleType } from "./definition";
import {
  copied,
  moved,
  pasted,
  placesOf,
  withPlaces,
  withStatus,
  without,
  withTransition,
} from "./definition";
import { DefinitionList } from "./definition-list";
import type { Design } from "./design";
import { DesignContext } from "./design";
import classes from "./designer.module.css";
import { DiagramSkeleton } from "./diagram-skeleton";
import { DifferenceList } from "./difference-list";
import type { Difference } from "./difference";
import { differences } from "./difference";
import { NewTransitionDialog } from "./new-transition-dialog";
import type { Problem } from "./places-of-problems";
import { inNames, problemsAt } from "./places-of-problems";
import { ProblemList } from "./problem-list";
import { PublishDialog } from "./publish-dialog";
import type { WorkflowDraft } from "./queries";
import { workflowQueries, workflowRulesQuery } from "./queries";
import { TextPart } from "./text-part";
import { TryOut } from "./try-out";
import { SharedWorkflow } from "./shared-workflow";
import { StatusEditor } from "./status-editor";
import { TransitionEditor } from "./transition-editor";
import { useWorkflowDraft } from "./use-workflow-draft";
import { VersionList } from "./version-list";
import { SeveralChosen, WorkflowPart } from "./workflow-part";
import { WorkflowsLink } from "./workflows-link";

const WorkflowDiagram = lazy(() => import("@/shared/workflow/workflow-diagram"));

export type DesignerView = "diagram" | "list";
export type DesignerPart = "problems" | "changes" | "versions" | "try-out" | "text";

export interface DesignerAddress {
  view?: DesignerView;
  part?: DesignerPart;
  version?: number;
}

interface DesignerPageProps {
  deskKey: string;
  workflowId: number;
  address: DesignerAddress;
  onAddress: (change: DesignerAddress) => void;
}

/** Where a workflow is drawn, checked and published. */
export function DesignerPage(props: DesignerPageProps) {
  const { deskKey, workflowId } = props;
  const workflows = useQuery(deskQueries.workflows(deskKey));
  const shared = workflows.data?.find(({ id, deskKey: owner }) => id === workflowId && owner !== deskKey);
  const draft = useQuery({
    ...workflowQueries.draft(deskKey, workflowId),
    enabled: !shared,
    refetchOnWindowFocus: false,
  });
  const published = useQuery({
    ...workflowQueries.version(deskKey, workflowId, draft.data?.publishedVersion ?? 0),
    enabled: draft.data !== undefined,
    placeholderData: keepPreviousData,
  });
  const fields = useQuery(deskQueries.fields(deskKey));
  const ruleTypes = useQuery(workflowRulesQuery);
  if (shared) return <SharedWorkflow deskKey={deskKey} workflow={shared} />;
  const failed = [draft, published, fields, ruleTypes].find(({ error, data }) => error && !data);
  if (failed) return <LoadFailure failure={failed.error} onRetry={() => void failed.refetch()} />;
  if (!draft.data || !published.data || !fields.data || !ruleTypes.data) return <PageSkeleton />;
  return (
    <Designer
      key={workflowId}
      {...props}
      loaded={draft.data}
      published={published.data}
      fields={fields.data}
      ruleTypes={ruleTypes.data}
    />
  );
}

interface DesignerProps extends DesignerPageProps {
  loaded: WorkflowDraft;
  published: Definition;
  fields: FieldDefinition[];
  ruleTypes: RuleType[];
}

const nothing: Selection = { statuses: [], transitions: [] };
const noProblems: Problem[] = [];

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=textbox], [role=combobox]"))
  );
}

function Designer({
  deskKey,
  workflowId,
  address,
  onAddress,
  loaded,
  published,
  fields,
  ruleTypes,
}: DesignerProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const client = useQueryClient();
  const draft = useWorkflowDraft(deskKey, workflowId, loaded);
  const narrow = useMediaQuery("(max-width: 62em)", false, { getInitialValueInEffect: false });
  const [selection, setSelection] = useState<Selection>(nothing);
  const [connecting, setConnecting] = useState<readonly string[] | null>(null);
  const [publishing, setPublishing] = useState(false);
  const [moving, setMoving] = useState(0);
  /** Where the copy of a ticket stands that is tried out. */
  const [here, setHere] = useState<string | null>(null);
  const [view, setView] = useState<DiagramView | null>(null);
  const clipboard = useRef<Clipping | null>(null);
  const panel = useRef<HTMLElement>(null);

  const shownVersion = useQuery({
    ...workflowQueries.version(deskKey, workflowId, address.version ?? 0),
    enabled: address.version !== undefined,
  });
  const old = address.version === undefined ? undefined : shownVersion.data;
  const definition = useMemo(() => (old ? withPlaces(old) : draft.definition), [draft.definition, old]);
  const review = useQuery({
    ...workflowQueries.review(deskKey, workflowId, draft.version),
    placeholderData: keepPreviousData,
  });
  const vanished = useQuery({
    ...workflowQueries.vanished(deskKey, workflowId),
    refetchInterval: ({ state }) => (state.data && state.data.length > 0 ? 1_500 : false),
  });

  const counted = useQuery(workflowQueries.ticketsPerStatus(deskKey, workflowId));
  const tickets = useMemo(
    () => new Map((counted.data ?? []).map(({ status, tickets: count }) => [status, count])),
    [counted.data],
  );
  useLiveQueries(({ deskKey: desk }) =>
    desk === deskKey ? [workflowQueries.ticketsPerStatus(deskKey, workflowId).queryKey] : [],
  );

  const changes = useMemo(() => differences(published, draft.definition), [published, draft.definition]);
  const comparing = address.part === "changes" && !old;
  const readOnly = old !== undefined || comparing;
  const shownAs: DesignerView = address.view ?? (narrow ? "list" : "diagram");
  const problems = useMemo(
    () => (old ? noProblems : inNames(review.data?.problems ?? noProblems, draft.definition, language)),
    [draft.definition, language, old, review.data],
  );

  const select = (chosen: { status?: string; transition?: string }) => {
    setSelection({
      statuses: chosen.status ? [chosen.status] : [],
      transitions: chosen.transition ? [chosen.transition] : [],
    });
    onAddress({ ...address, part: undefined, version: undefined });
    const place = definition.statuses.find(({ key }) => key === chosen.status)?.position;
    if (place) view?.show(place);
  };
  const openPanel = () => {
    onAddress({ ...address, part: undefined });
    requestAnimationFrame(() => panel.current?.querySelector<HTMLElement>("input")?.focus());
  };

  const design: Design = {
    deskKey,
    workflowId,
    definition,
    published,
    fields,
    ruleTypes,
    problems,
    edit: readOnly ? () => undefined : draft.edit,
    select,
  };

  // ------------------------------------------------------------------ what people do

  /** Both languages have a word from the start, so that nothing without a name stands in the diagram. */
  const newStatus = { ko: "새 상태", en: "New status" };
  const newTransition = { ko: "새 전환", en: "New transition" };

  function addStatus(wanted?: Point, from?: string) {
    const at = wanted ?? (view && shownAs === "diagram" ? centred(view.centre()) : undefined);
    const category: Category = draft.definition.statuses.length === 0 ? "new" : "active";
    const made = withStatus(draft.definition, { name: newStatus, category, at });
    const next = from
      ? withTransition(made.definition, { name: newTransition, from: [from], to: made.key }).definition
      : made.definition;
    draft.edit(() => next);
    setSelection({ statuses: [made.key], transitions: [] });
    const place = made.definition.statuses.at(-1)?.position;
    if (!wanted && place) view?.show(place);
    openPanel();
  }

  function addTransition(transition: { name: LocalizedText; from: string[]; to: string }) {
    const name = isBlank(transition.name) ? newTransition : transition.name;
    const made = withTransition(draft.definition, { ...transition, name });
    draft.edit(() => made.definition);
    setSelection({ statuses: [], transitions: [made.key] });
    setConnecting(null);
    openPanel();
  }

  function remove(chosen: Selection) {
    if (chosen.statuses.length === 0 && chosen.transitions.length === 0) return;
    const count = chosen.statuses.length + chosen.transitions.length;
    const before = draft.definition;
    draft.edit((all) => without(all, chosen));
    setSelection(nothing);
    const status = chosen.statuses[0];
    const name = inLanguage(before.statuses.find(({ key }) => key === status)?.name, language);
    toast.done(
      chosen.statuses.length === 1 && count === 1
        ? t`“${name}” is removed, with the transitions that need it.`
        : t`Removed from the draft.`,
      () => draft.edit(() => before),
    );
  }

  function paste(clipping: Clipping) {
    const made = pasted(draft.definition, clipping);
    draft.edit(() => made.definition);
    setSelection({ statuses: made.statuses, transitions: [] });
  }

  function tidy() {
    draft.edit((all) => moved(all, tidied(all.statuses, all.transitions)));
    requestAnimationFrame(() => view?.fit());
  }

  function undoOrRedo(again: boolean) {
    const step = again ? draft.redo : draft.undo;
    step?.();
  }

  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined);
  useEffect(() => {
    keys.current = (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const does: Record<string, (() => void) | undefined> = {
        KeyZ: () => undoOrRedo(event.shiftKey),
        KeyY: () => undoOrRedo(true),
        KeyC:
          selection.statuses.length > 0 && !window.getSelection()?.toString()
            ? () => {
                clipboard.current = copied(definition, selection.statuses);
              }
            : undefined,
        KeyV: () => clipboard.current && paste(clipboard.current),
        KeyA: () => setSelection({ statuses: definition.statuses.map(({ key }) => key), transitions: [] }),
      };
      const run = readOnly && event.code !== "KeyC" ? undefined : does[event.code];
      if (!run) return;
      event.preventDefault();
      run();
    };
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => keys.current(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
  const group = t`Workflow designer`;
  useShortcuts(
    [
      { keys: "n", label: t`New status`, group, run: () => addStatus() },
      { keys: "t", label: t`New transition`, group, run: () => setConnecting(selection.statuses) },
    ],
    !readOnly,
  );

  async function openPublishing() {
    const version = await settled();
    if (version === null) return;
    const fresh = await client.fetchQuery(workflowQueries.review(deskKey, workflowId, version));
    if (fresh.problems.length > 0) onAddress({ ...address, version: undefined, part: "problems" });
    else setPublishing(true);
  }

  /** The version of the draft that the server has once everything is sent. */
  async function settled(): Promise<number | null> {
    if (!(await draft.settle())) return null;
    return client.getQueryData(workflowQueries.draft(deskKey, workflowId).queryKey)?.version ?? 0;
  }

  async function adopted(next: WorkflowDraft) {
    draft.adopt(next);
    setSelection(nothing);
    onAddress({ ...address, version: undefined, part: undefined });
    await client.invalidateQueries({ queryKey: [...deskQueries.all, deskKey, "workflows"] });
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
      const version = await settled();
      await answer(
        api.DELETE("/api/desks/{deskKey}/workflows/{id}/draft", {
          params: { path: { deskKey, id: workflowId } },
          headers: ifMatch(version ?? draft.version),
        }),
      );
      await adopted(await client.fetchQuery({ ...workflowQueries.draft(deskKey, workflowId), staleTime: 0 }));
      toast.done(t`The draft is discarded.`);
    } catch (failure) {
      toast.failed(failure);
    }
  }

  async function restore(number: number) {
    const losing = changes.length > 0;
    const sure =
      !losing ||
      (await confirm({
        title: t`Replace the draft by version ${number}?`,
        body: <Trans>The changes in the draft go. What is published stays until you publish.</Trans>,
        confirm: t`Replace the draft`,
        destructive: true,
      }));
    const version = sure ? await settled() : null;
    if (version === null) return;
    try {
      const next = await answer(
        api.POST("/api/desks/{deskKey}/workflows/{id}/versions/{number}/draft", {
          params: { path: { deskKey, id: workflowId, number } },
          headers: ifMatch(version),
        }),
      );
      draft.adopt(next);
      setSelection(nothing);
      onAddress({ ...address, version: undefined, part: "changes" });
      toast.done(t`Version ${number} is the draft now. Publish it to take it back.`);
    } catch (failure) {
      toast.failed(failure);
    }
  }

  // ------------------------------------------------------------------ what is shown

  const compared = useMemo(
    () => (comparing ? comparison(published, definition, changes) : null),
    [changes, comparing, definition, published],
  );
  const drawn = compared?.definition ?? definition;
  const statuses = useMemo(
    () =>
      drawn.statuses.map(({ key, name, category, position }) => ({
        key,
        name: inLanguage(name, language) || "…",
        category,
        position,
      })),
    [drawn.statuses, language],
  );
  const transitions = useMemo(
    () =>
      drawn.transitions.map(({ key, name, from, to }) => ({
        key,
        name: inLanguage(name, language) || "…",
        from,
        to,
      })),
    [drawn.transitions, language],
  );
  const places = useMemo(() => placesOf(drawn), [drawn]);
  const hereMark = useMemo(
    () => (address.part === "try-out" && here ? new Map<string, Mark>([[here, "here"]]) : undefined),
    [address.part, here],
  );
  const wrongStatuses = useMemo(() => problemsAt(problems, definition, "status"), [definition, problems]);
  const wrongTransitions = useMemo(
    () => problemsAt(problems, definition, "transition"),
    [definition, problems],
  );

  const chosenStatus =
    selection.statuses.length === 1 && selection.transitions.length === 0 ? selection.statuses[0] : undefined;
  const chosenTransition =
    selection.transitions.length === 1 && selection.statuses.length === 0
      ? selection.transitions[0]
      : undefined;
  const nothingChosen = selection.statuses.length === 0 && selection.transitions.length === 0;
  // On a phone the panel takes the list's place.
  const showsPanel = !narrow || address.part !== undefined || !nothingChosen;
  const showsView = !narrow || !showsPanel || (shownAs === "diagram" && address.part !== undefined);
  const name = inLanguage(draft.definition.name, language);
  const left = (vanished.data ?? []).reduce((sum, { tickets }) => sum + tickets, 0);
  const total = Math.max(moving, left);
  const problemCount = problems.length;
  const changeCount = changes.length;
  const lookedAt = address.version;

  const state =
    draft.conflict !== null ? null : draft.state === "failed" ? (
      <Button size="compact-xs" variant="light" color="red" onClick={draft.retry}>
        <Trans>Not saved. Try again</Trans>
      </Button>
    ) : draft.state === "saved" ? (
      draft.version === 0 ? (
        <Trans>As published</Trans>
      ) : (
        <Trans>Draft saved</Trans>
      )
    ) : (
      <Trans>Saving…</Trans>
    );

  return (
    <DesignContext value={design}>
      <LeaveGuard dirty={() => draft.state === "failed" || draft.conflict !== null} />
      <WorkflowsLink deskKey={deskKey} />
      <PageHeader
        title={name || t`Workflow`}
        documentTitle={`${name} · ${deskKey}`}
        actions={
          <>
            <Text size="sm" c="dimmed" role="status" style={{ alignSelf: "center" }}>
              {state}
            </Text>
            {draft.version > 0 && (
              <Button variant="default" onClick={() => void discard()}>
                <Trans>Discard…</Trans>
              </Button>
            )}
            <Button
              disabled={changeCount === 0 && draft.version === 0}
              onClick={() => void openPublishing().catch(toast.failed)}
            >
              <Trans>Publish…</Trans>
            </Button>
          </>
        }
      />

      {draft.conflict && (
        <Alert role="alert" color="orange" mb="md" icon={<IconAlertTriangle size={18} aria-hidden />}>
          <Group gap="xs">
            <Text size="sm" flex="1 1 300px">
              <ConflictText draft={draft.conflict} />
            </Text>
            <Button size="xs" variant="default" onClick={draft.takeTheirs}>
              <Trans>Discard mine, show theirs</Trans>
            </Button>
            <Button size="xs" onClick={draft.keepMine}>
              <Trans>Save mine over theirs</Trans>
            </Button>
          </Group>
        </Alert>
      )}
      {left > 0 && (
        <Alert color="blue" mb="md" role="status">
          <Text size="sm" mb={6}>
            <Trans>
              Tickets are moving out of statuses that are gone: {left} are still on their way. They can be
              worked on meanwhile.
            </Trans>
          </Text>
          <Progress
            value={total === 0 ? 100 : ((total - left) / total) * 100}
            aria-label={t`Tickets moved`}
          />
        </Alert>
      )}
      {lookedAt !== undefined && (
        <Alert color="gray" mb="md" role="status">
          <Group gap="xs">
            <Text size="sm" flex="1 1 240px">
              <Trans>You are looking at version {lookedAt}. It cannot be changed.</Trans>
            </Text>
            <Button size="xs" variant="default" onClick={() => onAddress({ ...address, version: undefined })}>
              <Trans>Back to the draft</Trans>
            </Button>
          </Group>
        </Alert>
      )}

      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t`How the workflow is shown`}
          value={shownAs}
          data={[
            { value: "diagram", label: <Labelled icon={<IconSitemap size={15} />} text={t`Diagram`} /> },
            { value: "list", label: <Labelled icon={<IconList size={15} />} text={t`List`} /> },
          ]}
          onChange={(next) => onAddress({ ...address, view: next as DesignerView })}
        />
        {!readOnly && (
          <>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={15} aria-hidden />}
              onClick={() => addStatus()}
            >
              <Trans>Status</Trans>
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowsJoin2 size={15} aria-hidden />}
              disabled={definition.statuses.length === 0}
              onClick={() => setConnecting(selection.statuses)}
            >
              <Trans>Transition</Trans>
            </Button>
            <Group gap={2}>
              <Tooltip label={t`Undo (Ctrl+Z)`}>
                <ActionIcon aria-label={t`Undo`} disabled={!draft.undo} onClick={() => draft.undo?.()}>
                  <IconArrowBackUp size={18} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label={t`Redo (Ctrl+Shift+Z)`}>
                <ActionIcon aria-label={t`Redo`} disabled={!draft.redo} onClick={() => draft.redo?.()}>
                  <IconArrowForwardUp size={18} />
                </ActionIcon>
              </Tooltip>
              {shownAs === "diagram" && (
                <Tooltip label={t`Tidy up the diagram`}>
                  <ActionIcon aria-label={t`Tidy up the diagram`} onClick={tidy}>
                    <IconBinaryTree size={18} />
                  </ActionIcon>
                </Tooltip>
              )}
            </Group>
          </>
        )}
        <SegmentedControl
          size="xs"
          className={classes.parts}
          aria-label={t`What stands beside the workflow`}
          value={address.part ?? "properties"}
          data={[
            { value: "properties", label: t`Details` },
            { value: "problems", label: <Counted text={t`Problems`} count={problemCount} urgent /> },
            { value: "changes", label: <Counted text={t`Changes`} count={changeCount} /> },
            { value: "versions", label: t`Versions` },
            { value: "try-out", label: t`Try it` },
            { value: "text", label: t`Text` },
          ]}
          onChange={(part) =>
            onAddress({
              ...address,
              part: part === "properties" ? undefined : (part as DesignerPart),
              version: part === "versions" ? address.version : undefined,
            })
          }
        />
      </div>

      <div className={classes.designer}>
        {showsView && (
          <div
            className={classes.view}
            data-list={shownAs === "list" || undefined}
            data-diagram={shownAs === "diagram" || undefined}
          >
            {shownAs === "list" ? (
              <DefinitionList
                selected={chosenStatus}
                tickets={tickets}
                readOnly={readOnly}
                onAddStatus={() => addStatus()}
                onAddTransition={(from) => setConnecting(from ? [from] : [])}
              />
            ) : (
              <Suspense fallback={<DiagramSkeleton />}>
                <WorkflowDiagram
                  key={address.version ?? "draft"}
                  label={t`Diagram of the workflow`}
                  statuses={statuses}
                  transitions={transitions}
                  initial={drawn.initial}
                  places={places}
                  selection={selection}
                  tickets={tickets}
                  wrongStatuses={wrongStatuses}
                  wrongTransitions={wrongTransitions}
                  statusMarks={compared?.statuses ?? hereMark}
                  transitionMarks={compared?.transitions}
                  minimap={!narrow}
                  editing={
                    readOnly
                      ? undefined
                      : {
                          onSelect: setSelection,
                          onMove: (next) =>
                            draft.edit((all) => moved(all, next), `move ${[...next.keys()].join(" ")}`),
                          onConnect: (from, to) => addTransition({ name: newTransition, from: [from], to }),
                          onExtend: (from, place) => addStatus(place, from),
                          onDelete: remove,
                          onOpen: openPanel,
                          onReady: setView,
                        }
                  }
                />
              </Suspense>
            )}
          </div>
        )}
        {showsPanel && (
          <section ref={panel} className={classes.panel} aria-label={t`Details`}>
            {narrow && address.part === undefined && (
              <Button
                variant="subtle"
                size="compact-sm"
                mb="sm"
                leftSection={<IconArrowLeft size={15} aria-hidden />}
                onClick={() => setSelection(nothing)}
              >
                <Trans>Back to the workflow</Trans>
              </Button>
            )}
            {address.part === "problems" ? (
              <ProblemList />
            ) : address.part === "changes" ? (
              <DifferenceList differences={changes} />
            ) : address.part === "versions" ? (
              <VersionList
                publishedVersion={draft.publishedVersion}
                shown={address.version}
                onShow={(number) => onAddress({ ...address, version: number })}
                onRestore={(number) => void restore(number)}
              />
            ) : address.part === "try-out" ? (
              <TryOut settle={settled} onHere={setHere} />
            ) : address.part === "text" ? (
              <TextPart
                settle={settled}
                onImported={(next) => {
                  void adopted(next);
                  toast.done(t`The text is the draft now.`);
                }}
              />
            ) : chosenStatus !== undefined ? (
              <StatusEditor
                statusKey={chosenStatus}
                tickets={tickets.get(chosenStatus)}
                onCopy={() => paste(copied(definition, [chosenStatus]))}
                onDelete={() => remove(selection)}
                onAddTransition={(from) => setConnecting([from])}
                onRekeyed={(key) => setSelection({ statuses: [key], transitions: [] })}
              />
            ) : chosenTransition !== undefined ? (
              <TransitionEditor
                key={chosenTransition}
                transitionKey={chosenTransition}
                onDelete={() => remove(selection)}
                onRekeyed={(key) => setSelection({ statuses: [], transitions: [key] })}
              />
            ) : nothingChosen ? (
              <WorkflowPart />
            ) : (
              <SeveralChosen
                count={selection.statuses.length + selection.transitions.length}
                onCopy={() => paste(copied(definition, selection.statuses))}
                onDelete={() => remove(selection)}
              />
            )}
          </section>
        )}
      </div>

      <NewTransitionDialog from={connecting} onClose={() => setConnecting(null)} onAdd={addTransition} />
      <PublishDialog
        opened={publishing}
        onClose={() => setPublishing(false)}
        version={draft.version}
        vanishing={review.data?.vanishing ?? []}
        changes={changeCount}
        onPublished={(next, tickets) => {
          setPublishing(false);
          setMoving(tickets);
          void adopted(next);
          toast.done(t`The workflow is published.`);
        }}
      />
    </DesignContext>
  );
}

function ConflictText({ draft }: { draft: WorkflowDraft }) {
  const person = draft.editedBy?.displayName ?? "";
  return draft.editedAt ? (
    <Trans>
      {person} saved this draft <RelativeTime instant={draft.editedAt} />. What you changed since is still
      here and has not been saved.
    </Trans>
  ) : (
    <Trans>
      The draft was published or discarded meanwhile. What you changed since is still here and has not been
      saved.
    </Trans>
  );
}

/** Puts what is to stand in the middle there. */
function centred({ x, y }: Point): Point {
  return { x: Math.round(x - 92), y: Math.round(y - 29) };
}

function Labelled({ icon, text }: { icon: React.ReactNode; text: string }) {
  return (
    <Group gap={5} wrap="nowrap" component="span">
      {icon}
      <span>{text}</span>
    </Group>
  );
}

function Counted({ text, count, urgent = false }: { text: string; count: number; urgent?: boolean }) {
  return (
    <Group gap={5} wrap="nowrap" component="span">
      <span>{text}</span>
      {count > 0 && (
        <span className={classes.number} data-urgent={urgent || undefined}>
          {count}
        </span>
      )}
    </Group>
  );
}

/** Both definitions in one: what is gone beside what is there, each with what happened to it. */
function comparison(published: Definition, definition: Definition, found: readonly Difference[]) {
  const statuses = new Map<string, Mark>();
  const transitions = new Map<string, Mark>();
  for (const difference of found) {
    if (difference.of === "status") statuses.set(difference.status.key, difference.kind);
    if (difference.of === "transition") transitions.set(difference.transition.key, difference.kind);
  }
  const gone = withPlaces(published);
  return {
    statuses,
    transitions,
    definition: withPlaces({
      ...definition,
      statuses: [
        ...definition.statuses,
        ...gone.statuses.filter(({ key }) => statuses.get(key) === "removed"),
      ],
      transitions: [
        ...definition.transitions,
        ...published.transitions.filter(({ key }) => transitions.get(key) === "removed"),
      ],
    }),
  };
}
