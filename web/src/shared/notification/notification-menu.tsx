import { Trans, useLingui } from "@lingui/react/macro";
import { Menu, Text } from "@mantine/core";
import { IconChecks, IconInbox } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { toast } from "../feedback/toast";
import { RelativeTime } from "../i18n/time";
import type { MenuTarget } from "../layout/menu-button";
import { OpenedMenu } from "../layout/opened-menu";
import classes from "./notification-menu.module.css";
import { notificationPlace, notificationQueries, readNotifications } from "./notifications";

/** The latest of what one is told of; what is opened is read. */
export default function NotificationMenu({ target }: { target: MenuTarget }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { data: latest, error } = useQuery(notificationQueries.latest);
  const newest = latest?.[0];
  async function read(which: { ids: number[] } | { latest: number }) {
    try {
      await readNotifications(which);
      await client.invalidateQueries({ queryKey: notificationQueries.all });
    } catch (failure) {
      toast.failed(failure);
    }
  }
  return (
    <OpenedMenu target={target} width="min(360px, calc(100vw - 16px))" position="bottom-end">
      <Menu.Label>
        <Trans>Notifications</Trans>
      </Menu.Label>
      {newest && latest.some((each) => !each.read) && (
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={<IconChecks size={16} aria-hidden />}
          onClick={() => void read({ latest: newest.id })}
        >
          <Trans>Mark all as read</Trans>
        </Menu.Item>
      )}
      <Menu.Divider />
      <div className={classes.list}>
        {latest?.length === 0 && (
          <Text size="sm" c="dimmed" px="sm" py="xs">
            <Trans>Nothing new. What concerns you stands here.</Trans>
          </Text>
        )}
        {!latest && (
          <Text size="sm" c="dimmed" px="sm" py="xs">
            {error ? t`What is new could not be loaded.` : t`Loading…`}
          </Text>
        )}
        {latest?.map((each) => (
          <Menu.Item
            key={each.id}
            component={Link}
            {...(notificationPlace(each) as object)}
            onClick={() => !each.read && void read({ ids: [each.id] })}
            data-unread={!each.read || undefined}
            className={classes.item}
          >
            <Text size="sm" fw={each.read ? 400 : 600} component="div">
              {each.text}
            </Text>
            {each.ticket && (
              <Text size="xs" component="div" truncate c="dimmed">
                {each.ticket.key} {each.ticket.summary}
              </Text>
            )}
            <Text size="xs" c="dimmed" component="div">
              <RelativeTime instant={each.at} />
            </Text>
          </Menu.Item>
        ))}
      </div>
      <Menu.Divider />
      <Menu.Item
        component={Link}
        {...({ to: "/inbox" } as object)}
        leftSection={<IconInbox size={16} aria-hidden />}
      >
        <Trans>All notifications</Trans>
      </Menu.Item>
    </OpenedMenu>
  );
}
