import { Trans, useLingui } from "@lingui/react/macro";
import { Button, CopyButton, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { Schemas } from "@/shared/api/client";
import { Dialog } from "@/shared/feedback/dialog";
import { useFormats } from "@/shared/i18n/formats";

export type PasswordLink = Schemas["ResetLink"];

interface PasswordLinkDialogProps {
  link: PasswordLink | null;
  name: string;
  onClose: () => void;
}

/** Shows a link with which somebody chooses a password; it is known here once and nowhere again. */
export function PasswordLinkDialog({ link, name, onClose }: PasswordLinkDialogProps) {
  const { t } = useLingui();
  const formats = useFormats();
  return (
    <Dialog
      opened={link !== null}
      onClose={onClose}
      title={t`Password link for ${name}`}
      closeOnClickOutside={false}
      size="lg"
    >
      {link && (
        <Stack>
          <Text>
            <Trans>
              Send this link to {name}. It works once, until {formats.dateTime(link.expiresAt)}. Links made
              earlier no longer work.
            </Trans>
          </Text>
          <Group align="flex-end" gap="xs">
            <TextInput
              label={t`Link`}
              value={link.url}
              readOnly
              data-autofocus
              flex="1 1 240px"
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={link.url}>
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
          <Text size="sm" c="dimmed">
            <Trans>It is shown only now. If it gets lost, make another one.</Trans>
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Done</Trans>
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
