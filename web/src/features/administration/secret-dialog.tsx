import { Trans, useLingui } from "@lingui/react/macro";
import { Button, CopyButton, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { Dialog } from "@/shared/feedback/dialog";

interface SecretDialogProps {
  title: string;
  /** What it is for. */
  words: string;
  /** Null while none is shown. */
  secret: string | null;
  onClose: () => void;
}

/** A secret that was just made, and is shown only now. */
export function SecretDialog({ title, words, secret, onClose }: SecretDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={secret !== null} onClose={onClose} title={title} closeOnClickOutside={false} size="lg">
      {secret !== null && (
        <Stack>
          <Text>{words}</Text>
          <Group align="flex-end" gap="xs">
            <TextInput
              label={t`Secret`}
              value={secret}
              readOnly
              data-autofocus
              flex="1 1 240px"
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button
                  onClick={copy}
                  variant={copied ? "light" : "filled"}
                  leftSection={
                    copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
                  }
                >
                  <span aria-live="polite">{copied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}</span>
                </Button>
              )}
            </CopyButton>
          </Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Close</Trans>
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
