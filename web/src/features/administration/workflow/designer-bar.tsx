import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Group, SegmentedControl, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsJoin2,
  IconBinaryTree,
  IconList,
  IconPlus,
  IconSitemap,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import type { DesignerPart, DesignerView } from "./designer-page";
import classes from "./designer.module.css";
import type { DrawingActs } from "./use-drawing-acts";
import type { DraftEditing } from "./use-workflow-draft";

interface DesignerBarProps {
  shownAs: DesignerView;
  onShowAs: (view: DesignerView) => void;
  part: DesignerPart | undefined;
  onPart: (part: DesignerPart | undefined) => void;
  /** Null while what is shown cannot be changed. */
  editing: { draft: DraftEditing; acts: DrawingActs } | null;
  problems: number;
  changes: number;
}

/** What stands above a workflow: how it is shown, what can be done, what stands beside it. */
export function DesignerBar({
  shownAs,
  onShowAs,
  part,
  onPart,
  editing,
  problems,
  changes,
}: DesignerBarProps) {
  const { t } = useLingui();
  const parts = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the parts are wider than the screen.
    const current = parts.current?.querySelector("[data-active]");
    current?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [part]);
  return (
    <div className={classes.bar}>
      <SegmentedControl
        size="xs"
        aria-label={t`How the workflow is shown`}
        value={shownAs}
        data={[
          { value: "diagram", label: <Labelled icon={<IconSitemap size={15} />} text={t`Diagram`} /> },
          { value: "list", label: <Labelled icon={<IconList size={15} />} text={t`List`} /> },
        ]}
        onChange={(next) => onShowAs(next === "list" ? "list" : "diagram")}
      />
      {editing && (
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => editing.acts.addStatus()}
          >
            <Trans>Status</Trans>
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowsJoin2 size={15} aria-hidden />}
            disabled={editing.draft.definition.statuses.length === 0}
            onClick={() => editing.acts.setConnecting(editing.acts.selection.statuses)}
          >
            <Trans>Transition</Trans>
          </Button>
          <Group gap={2}>
            <Tooltip label={t`Undo (Ctrl+Z)`}>
              <ActionIcon
                aria-label={t`Undo`}
                disabled={!editing.draft.undo}
                onClick={() => editing.draft.undo?.()}
              >
                <IconArrowBackUp size={18} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t`Redo (Ctrl+Shift+Z)`}>
              <ActionIcon
                aria-label={t`Redo`}
                disabled={!editing.draft.redo}
                onClick={() => editing.draft.redo?.()}
              >
                <IconArrowForwardUp size={18} />
              </ActionIcon>
            </Tooltip>
            {shownAs === "diagram" && (
              <Tooltip label={t`Tidy up the diagram`}>
                <ActionIcon aria-label={t`Tidy up the diagram`} onClick={editing.acts.tidy}>
                  <IconBinaryTree size={18} />
                </ActionIcon>
              </Tooltip>
            )}
          </Group>
        </>
      )}
      <div ref={parts} className={classes.parts}>
        <SegmentedControl
          size="xs"
          w="max-content"
          aria-label={t`What stands beside the workflow`}
          value={part ?? "properties"}
          data={[
            { value: "properties", label: t`Details` },
            { value: "problems", label: <Counted text={t`Problems`} count={problems} urgent /> },
            { value: "changes", label: <Counted text={t`Changes`} count={changes} /> },
            { value: "versions", label: t`Versions` },
            { value: "try-out", label: t`Try it` },
            { value: "text", label: t`Text` },
          ]}
          onChange={(next) => onPart(next === "properties" ? undefined : (next as DesignerPart))}
        />
      </div>
    </div>
  );
}

function Labelled({ icon, text }: { icon: ReactNode; text: string }) {
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
