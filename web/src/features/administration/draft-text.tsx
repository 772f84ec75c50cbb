import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { problemLines } from "@/shared/feedback/problem-text";
import { toast } from "@/shared/feedback/toast";
import { ConfigurationTextInput } from "./configuration-text-input";

interface DraftTextProps {
  fileName: string;
  /** Answers the draft as YAML; null when there is nothing to keep. */
  onDownload: () => Promise<string | null>;
  /** Makes a text the draft. */
  onBringIn: (text: string) => Promise<void>;
}

/** A draft as text: to be kept, compared, and brought to another desk. */
export function DraftText({ fileName, onDownload, onBringIn }: DraftTextProps) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function download() {
    try {
      const yaml = await onDownload();
      if (yaml === null) return;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([yaml], { type: "application/yaml" }));
      link.download = fileName;
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
      await onBringIn(text);
    } catch (refused) {
      setFailure(refused);
    } finally {
      setBusy(false);
    }
  }

  const told = problemLines(failure).join(" ");
  return (
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
  );
}
