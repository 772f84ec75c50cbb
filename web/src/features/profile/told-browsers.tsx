import { Trans, useLingui } from "@lingui/react/macro";
import { Badge, Button, Group, Stack, Switch, Text } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { RelativeTime } from "@/shared/i18n/time";
import { hindrance, switchOffHere, switchOnHere, thisBrowserQuery } from "@/shared/notification/this-browser";
import { deviceOf } from "./device";
import classes from "./profile.module.css";

export const toldBrowsersQuery = queryOptions({
  queryKey: ["told browsers"],
  queryFn: async () => answer(api.GET("/api/me/browsers", {})),
});

/** The browsers in which this person is told of what happens, and whether this is one. */
export function ToldBrowsers() {
  const { t } = useLingui();
  const client = useQueryClient();
  const { data: told, error, refetch } = useQuery(toldBrowsersQuery);
  const { data: here } = useQuery(thisBrowserQuery);
  const changed = async () => {
    await client.refetchQueries({ queryKey: thisBrowserQuery.queryKey });
    await client.invalidateQueries({ queryKey: toldBrowsersQuery.queryKey });
  };
  const switchOn = useMutation({
    mutationFn: switchOnHere,
    onSuccess: changed,
    onError: toast.failed,
  });
  const remove = useMutation({
    mutationFn: async (id: number) => {
      await api.DELETE("/api/me/browsers/{id}", { params: { path: { id } } });
      if (id === here) await switchOffHere();
    },
    onSuccess: changed,
    onError: toast.failed,
  });

  if (error && !told) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!told) return <TextSkeleton lines={2} />;
  if (!told.active) return null;
  const { serverKey } = told;
  const current = told.items.find(({ id }) => id === here);
  const obstacle = hindrance();
  const explanations = {
    insecure: t`This works only where Maru is opened over HTTPS.`,
    unsupported: t`This browser has no notifications from web pages.`,
    blocked: t`This browser blocks notifications from Maru. Allow them in its settings for this page, then load the page again.`,
  };
  return (
    <Stack gap="xs">
      <Switch
        label={t`Notify me in this browser`}
        description={
          obstacle
            ? explanations[obstacle]
            : t`Also while Maru is not open, until you sign out. The ticket and one line of what happened are shown.`
        }
        checked={current !== undefined}
        disabled={obstacle !== null || switchOn.isPending || remove.isPending}
        onChange={(event) => {
          if (!event.currentTarget.checked && current) remove.mutate(current.id);
          else if (serverKey) switchOn.mutate(serverKey);
        }}
      />
      {told.items.length > 0 && (
        <ul className={classes.list} aria-label={t`Browsers that notify you`}>
          {told.items.map((browser) => {
            const device = deviceOf(browser.userAgent);
            const Device = device.mobile ? IconDeviceMobile : IconDeviceDesktop;
            const name = [device.browser, device.system].filter(Boolean).join(" · ") || t`Unknown browser`;
            return (
              <li key={browser.id} className={classes.item}>
                <Device size={22} aria-hidden className={classes.icon} />
                <div className={classes.facts}>
                  <Group gap={8}>
                    <Text fw={600}>{name}</Text>
                    {browser === current && (
                      <Badge size="sm" variant="light">
                        <Trans>This browser</Trans>
                      </Badge>
                    )}
                  </Group>
                  <Text size="sm" c="dimmed">
                    <Trans>
                      switched on <RelativeTime instant={browser.createdAt} />
                    </Trans>
                    {" · "}
                    {browser.toldAt ? (
                      <Trans>
                        last notification <RelativeTime instant={browser.toldAt} />
                      </Trans>
                    ) : (
                      <Trans>no notification yet</Trans>
                    )}
                  </Text>
                </div>
                <Button
                  size="xs"
                  variant="default"
                  loading={remove.isPending && remove.variables === browser.id}
                  onClick={() => remove.mutate(browser.id)}
                  aria-label={t`Remove ${name}`}
                >
                  <Trans>Remove</Trans>
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </Stack>
  );
}
