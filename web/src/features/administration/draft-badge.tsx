import { Trans } from "@lingui/react/macro";
import { Badge } from "@mantine/core";

/** That something waits to be published. */
export function DraftBadge({ size }: { size?: "sm" }) {
  return (
    <Badge size={size} variant="light" color="orange">
      <Trans>Draft</Trans>
    </Badge>
  );
}
