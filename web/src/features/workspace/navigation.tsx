import { useLingui } from "@lingui/react/macro";
import { IconFilterSearch, IconHome, IconRubberStamp, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useWaitingApprovals } from "@/shared/approval/approvals";
import { NavigationLink, NavigationSection } from "@/shared/layout/navigation-link";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import type { Desk } from "./desks";
import { lastDesk, useWorkedDesks } from "./desks";
import { queueIcons, queueQueries } from "./queue/queues";

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
      </NavigationSection>
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

function DeskSection({ desk }: { desk: Desk }) {
  const { data: queues = [] } = useQuery(queueQueries.ofDesk(desk.key));
  return (
    <NavigationSection label={desk.name}>
      {queues.map(({ key, name, count }) => {
        const Mark = queueIcons[key];
        return (
          <NavigationLink
            key={key}
            to="/queues/$deskKey/$queue"
            params={{ deskKey: desk.key, queue: key }}
            icon={<Mark size={17} aria-hidden />}
            label={name}
            count={count}
          />
        );
      })}
    </NavigationSection>
  );
}
