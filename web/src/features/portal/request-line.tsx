import { Link } from "@tanstack/react-router";
import { RelativeTime } from "@/shared/i18n/time";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import { StatusBadge } from "@/shared/ticket/status-badge";
import type { RequestSummary } from "./portal-queries";
import classes from "./portal.module.css";

/** A request on one line: what it is about, where it stands, when that last changed. */
export function RequestLine({ request }: { request: RequestSummary }) {
  return (
    <Link to="/portal/requests/$key" params={{ key: request.key }} className={classes.line}>
      <RequestTypeIcon icon={request.requestTypeIcon} size={32} />
      <span className={classes.lineText}>
        <span className={classes.lineSummary}>{request.summary}</span>
        <span className={classes.lineMeta}>
          <span className={classes.key}>{request.key}</span>
          <span>{request.deskName}</span>
          <RelativeTime instant={request.updatedAt} />
        </span>
      </span>
      <StatusBadge name={request.statusName} category={request.statusCategory} />
    </Link>
  );
}
