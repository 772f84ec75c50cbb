import { useLingui } from "@lingui/react/macro";
import { Group, SegmentedControl, Text } from "@mantine/core";
import { IconLock, IconUsers } from "@tabler/icons-react";
import type { CommentKind } from "./reply-editor";

interface AudienceSwitchProps {
  kind: CommentKind;
  /** Whether a text of the other kind has been begun. */
  otherBegun: boolean;
  onChoose: (kind: CommentKind) => void;
}

/** Whether customers or only colleagues will read what is being written. */
export default function AudienceSwitch({ kind, otherBegun, onChoose }: AudienceSwitchProps) {
  const { t } = useLingui();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t`Who will read it`}
      value={kind}
      onChange={(chosen) => onChoose(chosen as CommentKind)}
      data={(["public", "internal"] as const).map((one) => ({
        value: one,
        label: (
          <Group gap={5} wrap="nowrap">
            {one === "public" ? <IconUsers size={14} aria-hidden /> : <IconLock size={14} aria-hidden />}
            {one === "public" ? t`Reply to the customer` : t`Internal note`}
            {one !== kind && otherBegun && (
              <Text component="span" size="xs" c="dimmed">
                {t({ message: "(draft)", context: "an unsent text is there" })}
              </Text>
            )}
          </Group>
        ),
      }))}
    />
  );
}
