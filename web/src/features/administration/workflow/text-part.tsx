import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, FileButton, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconAlertTriangle, IconDownload, IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { problemText } from "@/shared/feedback/problem-text";
import { toast } from "@/shared/feedback/toast";
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

  const told = isProblem(failure)
    ? failure.errors.length > 0
      ? failure.errors.map(({ message }) => message)
      : [problemText(failure)]
    : failure
      ? [problemText(failure)]
      : [];
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
        <FileButton
          accept=".yaml,.yml,text/yaml,application/yaml"
          onChange={(file) => void file?.text().then(setText)}
        >
          {(props) => (
            <Button variant="default" leftSection={<IconUpload size={16} aria-hidden />} {...props}>
              <Trans>Open a file…</Trans>
            </Button>
          )}
        </FileButton>
      </Group>
      {told.length > 0 && (
        <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {told.map((message) => (
            <div key={message}>{message}</div>
          ))}
        </Alert>
      )}
      <Textarea
        label={t`Text to make the draft`}
        autosize
        minRows={8}
        maxRows={22}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: "0.75rem" } }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button disabled={text.trim() === ""} loading={busy} onClick={() => void bringIn()}>
          <Trans>Make it the draft</Trans>
        </Button>
      </Group>
    </Stack>
  );
}
