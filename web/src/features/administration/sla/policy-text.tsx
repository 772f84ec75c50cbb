import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { problemLines } from "@/shared/feedback/problem-text";
import { toast } from "@/shared/feedback/toast";
import { ConfigurationTextInput } from "../configuration-text-input";
import type { PolicyDraft } from "./queries";

interface PolicyTextProps {
  deskKey: string;
  policyId: number;
  draft: PolicyDraft;
  onImported: (draft: PolicyDraft) => unknown;
}

/** The draft as text: to be kept, compared, and brought to another desk. */
export function PolicyText({ deskKey, policyId, draft, onImported }: PolicyTextProps) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const path = { id: policyId };

  async function download() {
    try {
      const yaml = await answer(
        api.GET("/api/sla/policies/{id}/draft.yaml", { params: { path }, parseAs: "text" }),
      );
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([yaml], { type: "application/yaml" }));
      link.download = `${deskKey}-sla-${policyId}.yaml`;
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
    } catch (refused) {
      setFailure(refused);
    } finally {
      setBusy(false);
    }
  }

  const told = problemLines(failure).join(" ");
  return (
    <Paper p="lg" maw={960}>
      <Stack gap="md">
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
    </Paper>
  );
}
