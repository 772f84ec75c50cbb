import { Trans, useLingui } from "@lingui/react/macro";
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { RelativeTime } from "@/shared/i18n/time";
import { switchOffHere } from "@/shared/notification/this-browser";
import { deviceOf } from "./device";
import classes from "./profile.module.css";

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: async () => (await answer(api.GET("/api/sessions", {}))).items,
});

/** The browsers this person is signed in with. */
export function SessionList() {
  const { t } = useLingui();
  const client = useQueryClient();
  const { data: sessions, error, refetch } = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (id: string) => api.DELETE("/api/sessions/{id}", { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
    onError: toast.failed,
  });

  async function signOutEverywhere() {
    const sure = await confirm({
      title: t`Sign out everywhere?`,
      body: t`All your sessions end, this one too, and you sign in again here. API tokens go on working.`,
      confirm: t`Sign out everywhere`,
    });
    if (!sure) return;
    try {
      await api.DELETE("/api/sessions");
      await switchOffHere().catch(() => undefined);
      client.clear();
      window.location.assign("/sign-in");
    } catch (failure) {
      toast.failed(failure);
    }
  }

  if (error && !sessions) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!sessions) return <TextSkeleton />;
  return (
    <Stack gap="md">
      <ul className={classes.list}>
        {sessions.map((session) => {
          const device = deviceOf(session.userAgent);
          const Device = device.mobile ? IconDeviceMobile : IconDeviceDesktop;
          const name = [device.browser, device.system].filter(Boolean).join(" · ") || t`Unknown browser`;
          return (
            <li key={session.id} className={classes.item}>
              <Device size={22} aria-hidden className={classes.icon} />
              <div className={classes.facts}>
                <Group gap={8}>
                  <Text fw={600}>{name}</Text>
                  {session.current && (
                    <Badge size="sm" variant="light">
                      <Trans>This browser</Trans>
                    </Badge>
                  )}
                  {session.visit && (
                    <Badge size="sm" variant="light" color="gray">
                      <Trans>Inside another page</Trans>
                    </Badge>
                  )}
                </Group>
                <Text size="sm" c="dimmed">
                  {session.address}
                  {" · "}
                  <Trans>
                    active <RelativeTime instant={session.lastSeenAt} />
                  </Trans>
                </Text>
              </div>
              {!session.current && (
                <Button
                  size="xs"
                  variant="default"
                  loading={end.isPending && end.variables === session.id}
                  onClick={() => end.mutate(session.id)}
                  aria-label={t`Sign out ${name}`}
                >
                  <Trans>Sign out</Trans>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void signOutEverywhere()}>
          <Trans>Sign out everywhere</Trans>
        </Button>
      </Group>
    </Stack>
  );
}
