import { useLingui } from "@lingui/react/macro";
import { Paper } from "@mantine/core";
import { answer, api, ifMatch } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import { DraftText } from "../draft-text";
import type { PolicyDraft } from "./queries";

interface PolicyTextProps {
  deskKey: string | null;
  policyId: number;
  draft: PolicyDraft;
  onImported: (draft: PolicyDraft) => unknown;
}

/** A policy's draft as text. */
export function PolicyText({ deskKey, policyId, draft, onImported }: PolicyTextProps) {
  const { t } = useLingui();
  const path = { id: policyId };
  return (
    <Paper p="lg" maw={960}>
      <DraftText
        fileName={`${deskKey === null ? "" : `${deskKey}-`}sla-${policyId}.yaml`}
        onDownload={() =>
          answer(api.GET("/api/sla/policies/{id}/draft.yaml", { params: { path }, parseAs: "text" }))
        }
        onBringIn={async (text) => {
          await onImported(
            await answer(
              api.POST("/api/sla/policies/{id}/draft/import", {
                params: { path },
                headers: ifMatch(draft.version),
                body: { text },
              }),
            ),
          );
          toast.done(t`The text is the draft now.`);
        }}
      />
    </Paper>
  );
}
