import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowLeft } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { KeyboardEvent } from "react";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { PageSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { LeaveGuard } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import { useLiveQueries } from "@/shared/live/live";
import { PageHeader } from "@/shared/layout/page-header";
import type { DiagramView } from "@/shared/workflow/workflow-diagram";
import { inLanguage } from "../localized";
import { deskQueries } from "../queries";
import type { FieldDefinition } from "../resources";
import type { Definition, RuleType } from "./definition";
import { moved, withPlaces } from "./definition";
import { DefinitionList } from "./definition-list";
import type { Design } from "./design";
import { DesignContext } from "./design";
import { DesignerBar } from "./designer-bar";
import classes from "./designer.module.css";
import { DiagramSkeleton } from "./diagram-skeleton";
import { DifferenceList } from "./difference-list";
import { differences } from "./difference";
import { ConflictNotice, DraftState, MovingNotice, VersionNotice } from "./draft-notices";
import { NewTransitionDialog } from "./new-transition-dialog";
import type { Problem } from "./places-of-problems";
import { inNames } from "./places-of-problems";
import { ProblemList } from "./problem-list";
import { PublishDialog } from "./publish-dialog";
import type { WorkflowDraft } from "./queries";
import { workflowQueries, workflowRulesQuery } from "./queries";
import { SharedWorkflow } from "./shared-workflow";
import { StatusEditor } from "./status-editor";
import { TextPart } from "./text-part";
import { TransitionEditor } from "./transition-editor";
import { TryOut } from "./try-out";
import { useDraftActs } from "./use-draft-acts";
import { useDrawing } from "./use-drawing";
import { useDrawingActs } from "./use-drawing-acts";
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

const noProblems: Problem[] = [];

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
  const draft = useWorkflowDraft(deskKey, workflowId, loaded);
  const narrow = useMediaQuery("(max-width: 62em)", false, { getInitialValueInEffect: false });
  const [diagram, setDiagram] = useState<DiagramView | null>(null);
  const [moving, setMoving] = useState(0);
  /** Where the copy of a ticket stands that is tried out. */
  const [here, setHere] = useState<string | null>(null);
  const view = useRef<HTMLDivElement>(null);
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
  const drawing = useDrawing({
    definition,
    published,
    compared: comparing ? changes : null,
    problems,
    here: address.part === "try-out" ? here : null,
  });

  function openPanel() {
    onAddress({ ...address, part: undefined });
    requestAnimationFrame(() => {
      const name = panel.current?.querySelector<HTMLInputElement>("input");
      name?.focus();
      name?.select();
    });
  }
  const acts = useDrawingActs({
    draft,
    definition,
    readOnly,
    view: shownAs === "diagram" ? diagram : null,
    onOpen: openPanel,
    onGone: () => view.current?.focus({ preventScroll: true }),
  });
  const { selection } = acts;
  const whole = useDraftActs({
    deskKey,
    workflowId,
    draft,
    changes: changes.length,
    onShow: (part) => onAddress({ ...address, version: undefined, part }),
    onReplaced: () => acts.select([]),
  });

  const design: Design = {
    deskKey,
    workflowId,
    definition,
    published,
    fields,
    ruleTypes,
    problems,
    edit: readOnly ? () => undefined : draft.edit,
    select: ({ status, transition }) => {
      acts.select(status ? [status] : [], transition ? [transition] : []);
      onAddress({ ...address, part: undefined, version: undefined });
      const place = definition.statuses.find(({ key }) => key === status)?.position;
      if (place) diagram?.show(place);
    },
  };

  /** Escape leads from what is edited back to where it stands. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing) return;
    const { target } = event;
    if (!(target instanceof HTMLElement) || !panel.current?.contains(target)) return;
    // What is unfolded is folded first.
    if (target.ariaExpanded === "true") return;
    const chosen = view.current?.querySelector<HTMLElement>(
      ".react-flow__node.selected, .react-flow__edge.selected, [data-selected] button",
    );
    (chosen ?? view.current)?.focus({ preventScroll: true });
  }

  const chosen = [...selection.statuses, ...selection.transitions].length;
  const status = chosen === 1 ? selection.statuses[0] : undefined;
  const transition = chosen === 1 ? selection.transitions[0] : undefined;
  // On a phone the panel takes the list's place.
  const showsPanel = !narrow || address.part !== undefined || chosen > 0;
  const showsView = !narrow || !showsPanel || (shownAs === "diagram" && address.part !== undefined);
  const name = inLanguage(draft.definition.name, language);

  function details() {
    switch (address.part) {
      case "problems":
        return <ProblemList />;
      case "changes":
        return <DifferenceList differences={changes} />;
      case "versions":
        return (
          <VersionList
            publishedVersion={draft.publishedVersion}
            shown={address.version}
            onShow={(number) => onAddress({ ...address, version: number })}
            onRestore={whole.restore}
          />
        );
      case "try-out":
        return <TryOut settle={whole.settled} onHere={setHere} />;
      case "text":
        return (
          <TextPart
            settle={whole.settled}
            onImported={(next) => {
              void whole.adopt(next);
              toast.done(t`The text is the draft now.`);
            }}
          />
        );
      default:
        break;
    }
    if (status !== undefined)
      return (
        <StatusEditor
          statusKey={status}
          tickets={tickets.get(status)}
          onCopy={() => acts.duplicate([status])}
          onDelete={() => acts.remove(selection)}
          onAddTransition={(from) => acts.setConnecting([from])}
          onRekeyed={(key) => acts.select([key])}
        />
      );
    if (transition !== undefined)
      return (
        <TransitionEditor
          key={transition}
          transitionKey={transition}
          onDelete={() => acts.remove(selection)}
          onRekeyed={(key) => acts.select([], [key])}
        />
      );
    return chosen === 0 ? (
      <WorkflowPart />
    ) : (
      <SeveralChosen
        count={chosen}
        onCopy={() => acts.duplicate(selection.statuses)}
        onDelete={() => acts.remove(selection)}
      />
    );
  }

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
              <DraftState draft={draft} />
            </Text>
            {draft.version > 0 && (
              <Button variant="default" onClick={whole.discard}>
                <Trans>Discard…</Trans>
              </Button>
            )}
            <Button disabled={changes.length === 0 && draft.version === 0} onClick={whole.publish}>
              <Trans>Publish…</Trans>
            </Button>
          </>
        }
      />
      <ConflictNotice draft={draft} />
      <MovingNotice deskKey={deskKey} workflowId={workflowId} moving={moving} />
      {address.version !== undefined && (
        <VersionNotice
          version={address.version}
          onBack={() => onAddress({ ...address, version: undefined })}
        />
      )}
      <DesignerBar
        shownAs={shownAs}
        onShowAs={(next) => onAddress({ ...address, view: next })}
        part={address.part}
        onPart={(part) =>
          onAddress({ ...address, part, version: part === "versions" ? address.version : undefined })
        }
        editing={readOnly ? null : { draft, acts }}
        problems={problems.length}
        changes={changes.length}
      />

      <div role="presentation" className={classes.designer} onKeyDown={onKeyDown}>
        {showsView && (
          <div
            ref={view}
            tabIndex={-1}
            className={classes.view}
            data-list={shownAs === "list" || undefined}
            data-diagram={shownAs === "diagram" || undefined}
          >
            {shownAs === "list" ? (
              <DefinitionList
                selected={status}
                tickets={tickets}
                readOnly={readOnly}
                onAddStatus={() => acts.addStatus()}
                onAddTransition={(from) => acts.setConnecting(from ? [from] : [])}
              />
            ) : (
              <Suspense fallback={<DiagramSkeleton />}>
                <WorkflowDiagram
                  key={address.version ?? "draft"}
                  label={t`Diagram of the workflow`}
                  {...drawing}
                  selection={selection}
                  tickets={tickets}
                  minimap={!narrow}
                  editing={
                    readOnly
                      ? undefined
                      : {
                          onSelect: acts.setSelection,
                          onMove: (next) =>
                            draft.edit((all) => moved(all, next), `move ${[...next.keys()].join(" ")}`),
                          onConnect: (from, to) => acts.addTransition({ from: [from], to }),
                          onExtend: (from, place) => acts.addStatus(place, from),
                          onDelete: acts.remove,
                          onOpen: openPanel,
                          onReady: setDiagram,
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
                onClick={() => acts.select([])}
              >
                <Trans>Back to the workflow</Trans>
              </Button>
            )}
            {details()}
          </section>
        )}
      </div>

      <NewTransitionDialog
        from={acts.connecting}
        onClose={() => acts.setConnecting(null)}
        onAdd={acts.addTransition}
      />
      <PublishDialog
        opened={whole.publishing}
        onClose={() => whole.setPublishing(false)}
        version={draft.version}
        vanishing={review.data?.vanishing ?? []}
        changes={changes.length}
        onPublished={(next, count) => {
          whole.setPublishing(false);
          setMoving(count);
          void whole.adopt(next);
          toast.done(t`The workflow is published.`);
        }}
      />
    </DesignContext>
  );
}
