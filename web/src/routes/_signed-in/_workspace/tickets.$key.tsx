import { createFileRoute } from "@tanstack/react-router";
import { TicketPage } from "@/features/workspace/ticket/ticket-page";
import { ticketQueries } from "@/features/workspace/tickets";
import { address, oneOf } from "@/shared/address";
import { PageSkeleton } from "@/shared/feedback/skeletons";

export const Route = createFileRoute("/_signed-in/_workspace/tickets/$key")({
  validateSearch: address({ tab: oneOf("history") }),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(ticketQueries.detail(params.key)),
  pendingComponent: PageSkeleton,
  component: function Ticket() {
    const { key } = Route.useParams();
    const { tab } = Route.useSearch();
    const navigate = Route.useNavigate();
    return (
      <TicketPage
        key={key}
        ticketKey={key}
        tab={tab ?? "conversation"}
        onTab={(next) =>
          void navigate({ search: { tab: next === "history" ? next : undefined }, resetScroll: false })
        }
      />
    );
  },
});
