import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Indicator } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { menuButton } from "../layout/menu-button";
import { notificationQueries } from "./notifications";

const NotificationMenu = menuButton(() => import("./notification-menu"));
const mostShown = 99;

/** What one is told of: how much of it is unread, and the way to it. */
export function NotificationBell() {
  const { t } = useLingui();
  const { data: unread = 0 } = useQuery(notificationQueries.unread);
  return (
    <Indicator
      label={unread > mostShown ? `${mostShown}+` : unread}
      disabled={unread === 0}
      size={17}
      offset={5}
      color="red.8"
    >
      <NotificationMenu
        target={
          <ActionIcon
            size="lg"
            aria-label={unread === 0 ? t`Notifications` : t`Notifications, ${unread} unread`}
          >
            <IconBell size={19} />
          </ActionIcon>
        }
      />
    </Indicator>
  );
}
