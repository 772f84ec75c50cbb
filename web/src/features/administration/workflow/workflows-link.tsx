import { Trans } from "@lingui/react/macro";
import { Anchor, Group } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";

/** Back to all workflows of a desk. */
export function WorkflowsLink({ deskKey }: { deskKey: string }) {
  return (
    <Anchor
      renderRoot={(props) => <Link to="/admin/desks/$deskKey/workflows" params={{ deskKey }} {...props} />}
      size="sm"
    >
      <Group gap={4} component="span" wrap="nowrap">
        <IconArrowLeft size={14} aria-hidden />
        <Trans>Workflows of {deskKey}</Trans>
      </Group>
    </Anchor>
  );
}
