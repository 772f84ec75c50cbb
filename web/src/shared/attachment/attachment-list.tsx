import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Anchor, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { IconDownload, IconFile, IconX } from "@tabler/icons-react";
import { useFormats } from "../i18n/formats";
import type { Attachment } from "./attachment";
import classes from "./attachment-list.module.css";

/** What is shown of a file. */
type Listed = Pick<Attachment, "id" | "fileName" | "size" | "url" | "thumbnailUrl">;

interface AttachmentListProps<File extends Listed> {
  attachments: readonly File[];
  onRemove?: (attachment: File) => void;
  /** Which of them may be removed; all by default. */
  mayRemove?: (attachment: File) => boolean;
}

/** Files with their thumbnails, sizes and a link to each. */
export function AttachmentList<File extends Listed>({
  attachments,
  onRemove,
  mayRemove = () => true,
}: AttachmentListProps<File>) {
  const { t } = useLingui();
  const formats = useFormats();
  if (attachments.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t`Attachments`}>
      {attachments.map((attachment) => (
        <Paper key={attachment.id} component="li" className={classes.item}>
          {attachment.thumbnailUrl ? (
            <img src={attachment.thumbnailUrl} alt="" width={38} height={38} className={classes.thumbnail} />
          ) : (
            <span className={classes.icon}>
              <IconFile size={20} aria-hidden />
            </span>
          )}
          <Stack gap={0} miw={0} flex={1}>
            <Anchor href={attachment.url} target="_blank" rel="noreferrer" truncate size="sm" fw={550}>
              {attachment.fileName}
            </Anchor>
            <Text size="xs" c="dimmed">
              {formats.fileSize(attachment.size)}
            </Text>
          </Stack>
          {onRemove && mayRemove(attachment) ? (
            <ActionIcon onClick={() => onRemove(attachment)} aria-label={t`Remove ${attachment.fileName}`}>
              <IconX size={16} />
            </ActionIcon>
          ) : (
            <ActionIcon
              component="a"
              href={attachment.url}
              download={attachment.fileName}
              aria-label={t`Download ${attachment.fileName}`}
            >
              <IconDownload size={16} />
            </ActionIcon>
          )}
        </Paper>
      ))}
    </ul>
  );
}

/** A file on its way to the server. */
export function UploadProgress({ name, share }: { name: string; share: number }) {
  const { t } = useLingui();
  return (
    <Group gap="xs" wrap="nowrap" role="status">
      <Text size="xs" c="dimmed" truncate maw={220}>
        {name}
      </Text>
      <Progress value={share * 100} size="sm" flex={1} aria-label={t`Uploading ${name}`} />
    </Group>
  );
}
