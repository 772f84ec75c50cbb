import { useLingui } from "@lingui/react/macro";
import { Paper } from "@mantine/core";
import { answer, api, ifMatch } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import { DraftText } from "../draft-text";
import type { RuleDraft } from "./queries";

interface RuleTextProps {
  deskKey: string | null;
  ruleId: number;
  draft: RuleDraft;
  onImported: (draft: RuleDraft) => unknown;
}

/** A rule's draft as text. */
export function RuleText({ deskKey, ruleId, draft, onImported }: RuleTextProps) {
  const { t } = useLingui();
  const path = { id: ruleId };
  return (
    <Paper p="lg" maw={960}>
      <DraftText
        fileName={`${deskKey === null ? "" : `${deskKey}-`}automation-${ruleId}.yaml`}
        onDownload={() =>
          answer(api.GET("/api/automation/rules/{id}/draft.yaml", { params: { path }, parseAs: "text" }))
        }
        onBringIn={async (text) => {
          await onImported(
            await answer(
              api.POST("/api/automation/rules/{id}/draft/import", {
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
