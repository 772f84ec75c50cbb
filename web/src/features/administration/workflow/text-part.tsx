import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { problemLines } from "@/shared/feedback/problem-text";
import { toast } from "@/shared/feedback/toast";
import { ConfigurationTextInput } from "../configuration-text-input";
import { useDesign } from "./design";
import type { WorkflowDraft } from "./queries";

interface TextPartProps {
  /** Sends what is not sent yet; answers the version that stands then, or null when it failed. */
  settle: () => Promise<number | null>;
  onImported: (draft: WorkflowDraft) => void;
}

/** The draft as text: to be kept, compared, and brought to another desk. */
export function TextPart({ settle, onImported }: TextPartProps) {
  const { t } = useLingui();
  const { deskKey, workflowId } = useDesign();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const path = { deskKey, id: workflowId };

  async function download() {
    try {
      if ((await settle()) === null) return;
      const yaml = await answer(
        api.GET("/api/desks/{deskKey}/workflows/{id}/draft.yaml", { params: { path }, parseAs: "text" }),
      );
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([yaml], { type: "application/yaml" }));
      link.download = `${deskKey}-workflow-${workflowId}.yaml`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (failed) {
      toast.failed(failed);
    }
  }

  async function bringIn() {
    setBusy(true);
    setFailure(null);
    try {
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
    } catch (refused) {
      setFailure(refused);
    } finally {
      setBusy(false);
    }
  }

  const told = problemLines(failure).join(" ");
  return (
    <Stack gap="md">
      <Title order={2} size="h3">
        <Trans>As text</Trans>
      </Title>
      <Text size="sm" c="dimmed">
        <Trans>The whole draft as YAML: to keep it, to compare it, or to bring it to another desk.</Trans>
      </Text>
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => void download()}
        >
          <Trans>Download the draft</Trans>
        </Button>
      </Group>
      <ConfigurationTextInput
        label={t`Text to make the draft`}
        rows={14}
        value={text}
        error={told && <span role="alert">{told}</span>}
        onChange={(next) => {
          setText(next);
          setFailure(null);
        }}
      />
      <Group justify="flex-end">
        <Button disabled={text.trim() === ""} loading={busy} onClick={() => void bringIn()}>
          <Trans>Make it the draft</Trans>
        </Button>
      </Group>
    </Stack>
  );
}
