import { Trans } from "@lingui/react/macro";
import { Badge, Group, Text } from "@mantine/core";
import { ExactTime } from "@/shared/i18n/time";
import type { PersonRef } from "@/shared/person/person";
import { PersonName } from "@/shared/person/person";

interface PublishedVersionProps {
  number: number;
  /** Whether it is the one in force. */
  inForce: boolean;
  publishedBy?: PersonRef | null;
  publishedAt: string;
  note: string;
}

/** What was published once: by whom, when and why. */
export function PublishedVersion({ number, inForce, publishedBy, publishedAt, note }: PublishedVersionProps) {
  return (
    <>
      <Group gap="xs">
        <Text fw={600}>
          <Trans>Version {number}</Trans>
        </Text>
        {inForce && (
          <Badge size="sm" variant="light">
            <Trans>Published now</Trans>
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed" component="div">
        <ExactTime instant={publishedAt} />
        {publishedBy && (
          <>
            {" · "}
            <PersonName person={publishedBy} size={18} />
          </>
        )}
      </Text>
      {note && (
        <Text size="sm" mt={4} style={{ whiteSpace: "pre-line" }}>
          {note}
        </Text>
      )}
    </>
  );
}
