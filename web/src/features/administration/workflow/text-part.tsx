import { Trans } from "@lingui/react/macro";
import { Stack, Title } from "@mantine/core";
import { answer, api, ifMatch } from "@/shared/api/client";
import { DraftText } from "../draft-text";
import { useDesign } from "./design";
import type { WorkflowDraft } from "./queries";

interface TextPartProps {
  /** Sends what is not sent yet; answers the version that stands then, or null when it failed. */
  settle: () => Promise<number | null>;
  onImported: (draft: WorkflowDraft) => void;
}

/** A workflow's draft as text. */
export function TextPart({ settle, onImported }: TextPartProps) {
  const { deskKey, workflowId } = useDesign();
  const path = { deskKey, id: workflowId };
  return (
    <Stack gap="md">
      <Title order={2} size="h3">
        <Trans>As text</Trans>
      </Title>
      <DraftText
        fileName={`${deskKey}-workflow-${workflowId}.yaml`}
        onDownload={async () =>
          (await settle()) === null
            ? null
            : answer(
                api.GET("/api/desks/{deskKey}/workflows/{id}/draft.yaml", {
                  params: { path },
                  parseAs: "text",
                }),
              )
        }
        onBringIn={async (text) => {
          const version = await settle();
          if (version === null) return;
          onImported(
            await answer(
              api.POST("/api/desks/{deskKey}/workflows/{id}/draft/import", {
                params: { path },
                headers: ifMatch(version),
                body: { text },
              }),
            ),
          );
        }}
      />
    </Stack>
  );
}
