import { Trans, useLingui } from "@lingui/react/macro";
import { Badge, Button, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { bulkQueries } from "./bulk";

const BulkProgress = lazy(async () => ({ default: (await import("./bulk-progress")).BulkProgress }));

/** The changes of many tickets that somebody began lately: how far they are, what came of them, undo. */
export function RecentBulkChanges() {
  const { t } = useLingui();
  const [opened, setOpened] = useState(false);
  const [shown, setShown] = useState<number | null>(null);
  const close = () => {
    setOpened(false);
    setShown(null);
  };
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={() => setOpened(true)}>
        <Trans>Bulk changes</Trans>
      </Button>
      <Dialog opened={opened} onClose={close} title={t`Bulk changes`} size="lg">
        {opened &&
          (shown === null ? (
            <List onShow={setShown} />
          ) : (
            <Suspense fallback={<TextSkeleton lines={4} />}>
              <BulkProgress id={shown} onClose={close} />
            </Suspense>
          ))}
      </Dialog>
    </>
  );
}

function List({ onShow }: { onShow: (id: number) => void }) {
  const { t } = useLingui();
  const formats = useFormats();
  const { data: jobs } = useQuery(bulkQueries.recent);
  const states = { running: t`Running`, done: t`Done`, cancelled: t`Stopped` };
  if (!jobs) return <TextSkeleton lines={4} />;
  if (jobs.length === 0)
    return (
      <Text size="sm" c="dimmed">
        <Trans>You have not changed several tickets at once in the last 30 days.</Trans>
      </Text>
    );
  return (
    <Stack gap={2}>
      {jobs.map(({ id, state, createdAt, tickets, changed, refused, undoesId }) => (
        <UnstyledButton key={id} onClick={() => onShow(id)} p="xs" style={{ borderRadius: 8 }}>
          <Group justify="space-between" gap="sm">
            <Text size="sm">
              {undoesId
                ? t`Undo: ${formats.number(changed)} of ${formats.number(tickets)} tickets put back`
                : t`${formats.number(changed)} of ${formats.number(tickets)} tickets changed, ${formats.number(refused)} refused`}
            </Text>
            <Group gap="sm">
              <Text size="xs" c="dimmed">
                <RelativeTime instant={createdAt} />
              </Text>
              <Badge variant="light" color={state === "cancelled" ? "gray" : undefined}>
                {states[state]}
              </Badge>
            </Group>
          </Group>
        </UnstyledButton>
      ))}
    </Stack>
  );
}
