import { useLingui } from "@lingui/react/macro";
import { Anchor } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { StatusBadge } from "@/shared/ticket/status-badge";
import type { Ticket, TicketRow } from "../tickets";
import { searchQueries } from "./search";
import classes from "./search.module.css";

/** Tickets that tell of the same as this one. */
export function SimilarTickets({ ticket, heading }: { ticket: Ticket; heading: string | undefined }) {
  const { t } = useLingui();
  const { data: similar = [] } = useQuery(searchQueries.similar(ticket.key, ticket.version));
  if (similar.length === 0) return null;
  return (
    <section aria-label={t`Similar tickets`}>
      <h2 className={heading}>{t`Similar tickets`}</h2>
      <SimilarList tickets={similar} />
    </section>
  );
}

/** Tickets that tell of the same as one that is being written. */
export function SimilarToDraft({ summary }: { summary: string }) {
  const { t } = useLingui();
  const [settled] = useDebouncedValue(summary.trim(), 500);
  const { data: similar = [] } = useQuery(searchQueries.similarTo(settled));
  if (similar.length === 0 || settled.length <= 3) return null;
  return (
    <section aria-label={t`Similar tickets`}>
      <strong>{t`Similar tickets`}</strong>
      <SimilarList tickets={similar} />
    </section>
  );
}

function SimilarList({ tickets }: { tickets: readonly TicketRow[] }) {
  return (
    <ul className={classes.similar}>
      {tickets.map(({ key, summary, status }) => (
        <li key={key} className={classes.similarLine}>
          <Anchor
            component={Link}
            to="/tickets/$key"
            params={{ key } as never}
            size="sm"
            title={`${key} ${summary}`}
          >
            {key} {summary}
          </Anchor>
          <StatusBadge name={status.name} category={status.category} />
        </li>
      ))}
    </ul>
  );
}
