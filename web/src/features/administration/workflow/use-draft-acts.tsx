import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { toast } from "@/shared/feedback/toast";
import { deskQueries } from "../queries";
import type { DesignerPart } from "./designer-page";
import type { WorkflowDraft } from "./queries";
import { workflowQueries } from "./queries";
import type { DraftEditing } from "./use-workflow-draft";

interface DraftActsOptions {
  deskKey: string;
  workflowId: number;
  draft: DraftEditing;
  /** How many differences from the published version there are. */
  changes: number;
  /** Goes back to the draft, with this part beside it. */
  onShow: (part: DesignerPart | undefined) => void;
  /** Another draft has taken this one's place. */
  onReplaced: () => void;
}

/** What can be done with a draft as a whole: publish it, discard it, begin it anew. */
export function useDraftActs({ deskKey, workflowId, draft, changes, onShow, onReplaced }: DraftActsOptions) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [publishing, setPublishing] = useState(false);

  /** The version of the draft that the server has once everything is sent; null when it could not be sent. */
  async function settled(): Promise<number | null> {
    if (!(await draft.settle())) return null;
    return client.getQueryData(workflowQueries.draft(deskKey, workflowId).queryKey)?.version ?? 0;
  }

  async function review() {
    const version = await settled();
    if (version === null) return;
    const fresh = await client.fetchQuery(workflowQueries.review(deskKey, workflowId, version));
    if (fresh.problems.length > 0) onShow("problems");
    else setPublishing(true);
  }

  async function adopt(next: WorkflowDraft) {
    draft.adopt(next);
    onReplaced();
    onShow(undefined);
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
      await adopt(await client.fetchQuery({ ...workflowQueries.draft(deskKey, workflowId), staleTime: 0 }));
      toast.done(t`The draft is discarded.`);
    } catch (failure) {
      toast.failed(failure);
    }
  }

  async function restore(number: number) {
    const sure =
      changes === 0 ||
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
      onReplaced();
      onShow("changes");
      toast.done(t`Version ${number} is the draft now. Publish it to take it back.`);
    } catch (failure) {
      toast.failed(failure);
    }
  }

  return {
    publishing,
    setPublishing,
    settled,
    /** Opens the publication, or what keeps the draft from it. */
    publish: () => void review().catch(toast.failed),
    adopt,
    discard: () => void discard(),
    restore: (number: number) => void restore(number),
  };
}
