import { Link } from "@tanstack/react-router";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import type { OfferedRequestType } from "./portal-queries";
import classes from "./portal.module.css";

interface RequestTypeCardProps {
  requestType: OfferedRequestType;
  /** Says which desk it belongs to, where that is not plain from the place. */
  withDesk?: boolean;
}

/** Something one can ask for; leads to its form. */
export function RequestTypeCard({ requestType, withDesk = false }: RequestTypeCardProps) {
  const { id, name, description, icon, deskName } = requestType;
  return (
    <Link
      to="/portal/request-types/$requestTypeId"
      params={{ requestTypeId: String(id) }}
      className={classes.card}
    >
      <RequestTypeIcon icon={icon} size={38} />
      <span className={classes.cardText}>
        <span className={classes.cardName}>{name}</span>
        {description && <span className={classes.cardDescription}>{description}</span>}
        {withDesk && <span className={classes.cardDesk}>{deskName}</span>}
      </span>
    </Link>
  );
}
