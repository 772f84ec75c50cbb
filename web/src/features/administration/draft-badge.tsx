import { Trans } from "@lingui/react/macro";
import { Badge } from "@mantine/core";

/** That something waits to be published. */
export function DraftBadge({ size }: { size?: "sm" }) {
  return (
    // Orange letters on an orange ground cannot be read by everybody.
    <Badge size={size} variant="light" color="orange" c="var(--mantine-color-text)">
      <Trans>Draft</Trans>
    </Badge>
  );
}
