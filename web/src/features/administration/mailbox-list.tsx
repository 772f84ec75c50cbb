import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Badge, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { IconInbox, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { Dialog } from "@/shared/feedback/dialog";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { RelativeTime } from "@/shared/i18n/time";
import { MailboxForm } from "./mailbox-form";
import type { MailboxView } from "./mailboxes";
import { mailboxesQuery } from "./mailboxes";

/** Where desks get mail, and how fetching it stands. */
export function MailboxList() {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(mailboxesQuery);
  const [shown, setShown] = useState<MailboxView | "new" | null>(null);
  return (
    <Stack gap="md" maw={960}>
      <Group justify="space-between" wrap="wrap">
        <Text c="dimmed" maw={600}>
          <Trans>
            Mail to these addresses becomes requests and comments. It is fetched from your mail server, or
            your mail server sends it on to Maru.
          </Trans>
        </Text>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setShown("new")}>
          <Trans>New mailbox</Trans>
        </Button>
      </Group>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {data?.length === 0 && <EmptyState icon={<IconInbox size={26} />} title={t`No desk gets mail yet`} />}
      {data?.map((mailbox) => (
        <MailboxCard key={mailbox.id} mailbox={mailbox} onChange={() => setShown(mailbox)} />
      ))}
      <Dialog
        opened={shown !== null}
        onClose={() => setShown(null)}
        title={shown === "new" || shown === null ? t`New mailbox` : shown.address}
        closeOnClickOutside={false}
        size="xl"
      >
        {shown !== null && (
          <MailboxForm mailbox={shown === "new" ? null : shown} onClose={() => setShown(null)} />
        )}
      </Dialog>
    </Stack>
  );
}

function MailboxCard({ mailbox, onChange }: { mailbox: MailboxView; onChange: () => void }) {
  const { t } = useLingui();
  const test = useMutation({
    mutationFn: async () =>
      answer(api.POST("/api/mail/mailboxes/{id}/test", { params: { path: { id: mailbox.id } } })),
    onError: toast.failed,
  });
  const mails = test.data?.mails ?? 0;
  return (
    <Paper component="section" p="md" aria-label={mailbox.address}>
      <Group justify="space-between" align="start" wrap="wrap">
        <div style={{ minWidth: 0, flex: "1 1 280px" }}>
          <Group gap="xs">
            <Text fw={600} style={{ overflowWrap: "anywhere" }}>
              {mailbox.address}
            </Text>
            {!mailbox.active && <Badge color="gray" variant="light">{t`Off`}</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {mailbox.deskKey} ·{" "}
            {mailbox.access ? t`Fetched from ${mailbox.access.host}` : t`Sent to Maru by SMTP`}
            {mailbox.fetchedAt && (
              <>
                {" · "}
                <Trans>
                  last fetched <RelativeTime instant={mailbox.fetchedAt} />
                </Trans>
              </>
            )}
          </Text>
        </div>
        <Group gap="xs">
          {mailbox.access && (
            <Button
              size="xs"
              variant="default"
              loading={test.isPending}
              aria-label={t`Test: ${mailbox.address}`}
              onClick={() => test.mutate()}
            >
              <Trans>Test</Trans>
            </Button>
          )}
          <Button size="xs" variant="default" aria-label={t`Change: ${mailbox.address}`} onClick={onChange}>
            <Trans>Change</Trans>
          </Button>
        </Group>
      </Group>
      {mailbox.active && mailbox.failingSince && (
        <Alert color="red" mt="sm" title={t`No mail can be fetched`}>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {mailbox.failure}
          </Text>
          <Text size="sm">
            <Trans>
              Since <RelativeTime instant={mailbox.failingSince} />. It is tried again by itself; no mail is
              lost.
            </Trans>
          </Text>
        </Alert>
      )}
      {test.data && (
        <Alert color={test.data.failure ? "red" : "green"} mt="sm" role="status">
          {test.data.failure ??
            t`The mail server lets us in; ${plural(mails, { one: "# mail lies", other: "# mails lie" })} there.`}
        </Alert>
      )}
    </Paper>
  );
}
