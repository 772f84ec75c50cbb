import { useLingui } from "@lingui/react/macro";
import {
  IconAlertTriangle,
  IconChartBar,
  IconFilterSearch,
  IconHome,
  IconMessageCircle,
  IconPlus,
  IconRubberStamp,
  IconSearch,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useWaitingApprovals } from "@/shared/approval/approvals";
import { NavigationLink, NavigationSection } from "@/shared/layout/navigation-link";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import { chatQueries } from "./chat/chats";
import type { Desk } from "./desks";
import { lastDesk, useWorkedDesks } from "./desks";
import type { Queue } from "./queue/queues";
import { allDesks, queueAddress, QueueIcon, queueQueries } from "./queue/queues";

const shownInFull = 3;

/** The workspace's side: home, and the desks with their queues. Of many desks only the current one is unfolded. */
export function WorkspaceNavigation() {
  const { t } = useLingui();
  const desks = useWorkedDesks();
  const approvals = useWaitingApprovals();
  const { deskKey } = useParams({ strict: false });
  const current = desks.find(({ key }) => key === deskKey) ?? lastDesk.among(desks);
  const unfolded = desks.length <= shownInFull ? desks : desks.filter((desk) => desk === current);
  const folded = desks.filter((desk) => !unfolded.includes(desk));
  return (
    <>
      <NavigationSection label={t`Work`}>
        <NavigationLink to="/" exact icon={<IconHome size={17} aria-hidden />} label={t`My work`} />
        <NavigationLink to="/search" icon={<IconSearch size={17} aria-hidden />} label={t`Search`} />
        <NavigationLink
          to="/tickets"
          exact
          icon={<IconFilterSearch size={17} aria-hidden />}
          label={t`Find tickets`}
        />
        <NavigationLink
          to="/approvals"
          icon={<IconRubberStamp size={17} aria-hidden />}
          label={t`My approvals`}
          count={approvals > 0 ? approvals : undefined}
        />
        <ChatsLink />
        <NavigationLink
          to="/reports/service-levels"
          icon={<IconChartBar size={17} aria-hidden />}
          label={t`Service levels`}
        />
      </NavigationSection>
      <OwnSection />
      {unfolded.map((desk) => (
        <DeskSection key={desk.key} desk={desk} />
      ))}
      {folded.length > 0 && (
        <NavigationSection label={t`Other desks`}>
          {folded.map((desk) => (
            <NavigationLink
              key={desk.key}
              to="/queues/$deskKey"
              params={{ deskKey: desk.key }}
              icon={<RequestTypeIcon icon={desk.icon} size={18} />}
              label={desk.name}
            />
          ))}
        </NavigationSection>
      )}
    </>
  );
}

/** For those on whose desks there are chats. */
function ChatsLink() {
  const { t } = useLingui();
  const { data } = useQuery(chatQueries.desk);
  if (!data || (data.deskKeys.length === 0 && data.chats.length === 0)) return null;
  const waiting = data.chats.filter(({ ticket, present }) => present && !ticket.assignee).length;
  return (
    <NavigationLink
      to="/chats"
      icon={<IconMessageCircle size={17} aria-hidden />}
      label={t`Chats`}
      count={waiting > 0 ? waiting : undefined}
    />
  );
}

function DeskSection({ desk }: { desk: Desk }) {
  const { t } = useLingui();
  const { data: queues = [] } = useQuery(queueQueries.ofDesk(desk.key));
  return (
    <NavigationSection label={desk.name}>
      {queues.map((queue) => (
        <QueueLink key={queue.id} queue={queue} />
      ))}
      <NavigationLink
        to="/queues/new"
        search={{ desk: desk.key } as never}
        icon={<IconPlus size={17} aria-hidden />}
        label={t`New queue`}
      />
    </NavigationSection>
  );
}

/** What one has starred, and the queues over all desks. */
function OwnSection() {
  const { t } = useLingui();
  const { data: queues = [] } = useQuery(queueQueries.ofDesk(allDesks));
  if (queues.length === 0) return null;
  return (
    <NavigationSection label={t`My queues`}>
      {queues.map((queue) => (
        <QueueLink key={queue.id} queue={queue} />
      ))}
    </NavigationSection>
  );
}

function QueueLink({ queue }: { queue: Queue }) {
  return (
    <NavigationLink
      {...(queueAddress(queue) as object)}
      icon={
        queue.state === "broken" ? (
          <IconAlertTriangle size={17} aria-hidden />
        ) : (
          <QueueIcon name={queue.icon} size={17} />
        )
      }
      label={queue.name}
      count={queue.count ?? undefined}
    />
  );
}
