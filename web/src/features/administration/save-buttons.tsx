import { Trans } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";

/** The end of a dialog in which something is changed: not, or so. */
export function SaveButtons({ sending, onClose }: { sending: boolean; onClose: () => void }) {
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        <Trans>Cancel</Trans>
      </Button>
      <Button type="submit" loading={sending}>
        <Trans>Save</Trans>
      </Button>
    </Group>
  );
}
