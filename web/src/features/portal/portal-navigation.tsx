import { useLingui } from "@lingui/react/macro";
import { Badge } from "@mantine/core";
import { IconInbox, IconPlus, IconRubberStamp } from "@tabler/icons-react";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useWaitingApprovals } from "@/shared/approval/approvals";
import { useCommands, useCommandSource } from "@/shared/keyboard/commands";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import type { OfferedRequestType, RequestSummary } from "./portal-queries";
import { portalQueries, requestQueries } from "./portal-queries";
import classes from "./portal-navigation.module.css";

/** The portal's ways: new request, my requests; as links in the header, as commands and as keys. */
export function PortalNavigation() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const client = useQueryClient();
  const waiting = useWaitingApprovals();
  const readsToDecide = useReadsToDecide();
  const toHome = () => void navigate({ to: "/portal" });
  const toRequests = () => void navigate({ to: "/portal/requests" });

  useCommands([
    {
      id: "portal.new",
      label: t`New request`,
      icon: <IconPlus size={18} aria-hidden />,
      group: t`Portal`,
      run: toHome,
    },
    {
      id: "portal.requests",
      label: t`My requests`,
      icon: <IconInbox size={18} aria-hidden />,
      group: t`Portal`,
      run: toRequests,
    },
    {
      id: "portal.approvals",
      label: t`My approvals`,
      icon: <IconRubberStamp size={18} aria-hidden />,
      group: t`Portal`,
      run: () => void navigate({ to: "/portal/approvals" }),
    },
  ]);
  useCommandSource(async (query) => {
    if (query === "") return [];
    const found = await client.fetchQuery(portalQueries.search(query));
    return [
      ...found.requestTypes.map((requestType: OfferedRequestType) => ({
        id: `request-type.${requestType.id}`,
        label: requestType.name,
        description: requestType.deskName,
        group: t`You can ask for`,
        run: () =>
          void navigate({
            to: "/portal/request-types/$requestTypeId",
            params: { requestTypeId: String(requestType.id) },
          }),
      })),
      ...found.requests.map((request: RequestSummary) => ({
        id: `request.${request.key}`,
        label: request.summary,
        description: `${request.key} · ${request.statusName}`,
        group: t`Your requests`,
        run: () => void navigate({ to: "/portal/requests/$key", params: { key: request.key } }),
      })),
    ];
  });
  useShortcuts([{ keys: "c", label: t`New request`, group: t`Portal`, run: toHome }]);

  return (
    <>
      <Link
        to="/portal/requests"
        className={classes.link}
        activeProps={{ "aria-current": "page" }}
        activeOptions={{ exact: readsToDecide, includeSearch: false }}
        aria-label={t`My requests`}
      >
        <IconInbox size={18} aria-hidden />
        <span className={classes.label}>{t`My requests`}</span>
      </Link>
      <Link
        to="/portal/approvals"
        className={classes.link}
        activeProps={{ "aria-current": "page" }}
        aria-current={readsToDecide ? "page" : undefined}
      >
        <IconRubberStamp size={18} aria-hidden />
        <span className={classes.label}>{t`My approvals`}</span>
        {waiting > 0 && (
          <Badge size="sm" circle={waiting < 10}>
            {waiting}
          </Badge>
        )}
      </Link>
    </>
  );
}

/** Whether the page shows somebody else's request: it was come to from one's approvals. */
function useReadsToDecide(): boolean {
  const { key } = useParams({ strict: false });
  const { data: request } = useQuery({ ...requestQueries.detail(key ?? ""), enabled: false });
  return request !== undefined && !request.permissions.comment;
}
