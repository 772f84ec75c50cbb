import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Text, Title } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { useLiveQueries } from "@/shared/live/live";
import { useSession } from "@/shared/session/session";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import type { Desk, OfferedRequestType, RequestSummary, RequestTypeGroup } from "./portal-queries";
import { portalQueries } from "./portal-queries";
import { PortalSearch } from "./portal-search";
import { RequestLine } from "./request-line";
import { RequestTypeCard } from "./request-type-card";
import classes from "./portal.module.css";

const shownRequests = 5;

interface PortalHomeProps {
  query: string;
  onQuery: (query: string) => void;
}

/** Where somebody who needs something arrives: one search, their open requests, everything they can ask for. */
export function PortalHome({ query, onQuery }: PortalHomeProps) {
  const { t } = useLingui();
  const { displayName } = useSession().person;
  const { data: home } = useSuspenseQuery(portalQueries.home());
  const found = useQuery(portalQueries.search(query));
  useLiveQueries(() => [portalQueries.home().queryKey]);
  useEffect(() => {
    document.title = `${t`Portal`} · Maru`;
  }, [t]);

  return (
    <div className={classes.home}>
      <section className={classes.hero}>
        <Title order={1} className={classes.greeting}>
          <Trans>Hello {displayName}, how can we help?</Trans>
        </Title>
        <PortalSearch query={query} onQuery={onQuery} found={found.data} waiting={found.isFetching} />
        {found.error && query !== "" && (
          <LoadFailure failure={found.error} onRetry={() => void found.refetch()} />
        )}
      </section>
      {query === "" && (
        <>
          <OpenRequests requests={home.openRequests} />
          <Desks desks={home.desks} />
        </>
      )}
    </div>
  );
}

function OpenRequests({ requests }: { requests: RequestSummary[] }) {
  const { t } = useLingui();
  if (requests.length === 0) {
    return (
      <Text c="dimmed" ta="center">
        <Trans>
          You have no open requests.{" "}
          <Anchor
            component={Link}
            to="/portal/requests"
            search={{ state: "done" } as never}
            underline="always"
          >
            See earlier ones
          </Anchor>
        </Trans>
      </Text>
    );
  }
  return (
    <section aria-label={t`My open requests`}>
      <div className={classes.sectionHead}>
        <Title order={2} size="h3">
          <Trans>My open requests</Trans>
        </Title>
        <Anchor component={Link} to="/portal/requests" size="sm">
          <Trans>All my requests</Trans>
        </Anchor>
      </div>
      <ul className={classes.lines}>
        {requests.slice(0, shownRequests).map((request: RequestSummary) => (
          <li key={request.key}>
            <RequestLine request={request} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Desks({ desks }: { desks: Desk[] }) {
  const { t } = useLingui();
  if (desks.length === 0) {
    return (
      <EmptyState icon={<IconInbox size={26} />} title={t`There is nothing you can ask for yet`}>
        <Trans>As soon as a desk takes requests from you, it appears here.</Trans>
      </EmptyState>
    );
  }
  return desks.map((desk: Desk) => (
    <section key={desk.key} aria-labelledby={`desk-${desk.key}`} className={classes.desk}>
      <div className={classes.deskHead}>
        <RequestTypeIcon icon={desk.icon} size={34} />
        <div>
          <Title order={2} id={`desk-${desk.key}`} size="h2">
            {desk.name}
          </Title>
          {desk.description && <Text c="dimmed">{desk.description}</Text>}
        </div>
      </div>
      {desk.groups.map((group: RequestTypeGroup) => (
        <div key={group.id ?? "others"} className={classes.group}>
          {group.name && (
            <Title order={3} size="h4" className={classes.groupName}>
              {group.name}
            </Title>
          )}
          <ul className={classes.cards}>
            {group.requestTypes.map((requestType: OfferedRequestType) => (
              <li key={requestType.id}>
                <RequestTypeCard requestType={requestType} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  ));
}
