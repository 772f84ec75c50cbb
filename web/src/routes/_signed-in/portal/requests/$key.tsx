import { createFileRoute } from "@tanstack/react-router";
import { requestQueries } from "@/features/portal/portal-queries";
import { RequestPage } from "@/features/portal/request-page";
import { address, flag, text } from "@/shared/address";
import { PageSkeleton } from "@/shared/feedback/skeletons";

export const Route = createFileRoute("/_signed-in/portal/requests/$key")({
  validateSearch: address({ sent: flag, action: text }),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(requestQueries.detail(params.key)),
  pendingComponent: PageSkeleton,
  component: function RequestOfCustomer() {
    const navigate = Route.useNavigate();
    const { key } = Route.useParams();
    const { sent = false, action } = Route.useSearch();
    return (
      <RequestPage
        key={key}
        requestKey={key}
        sent={sent}
        onSentSeen={() => void navigate({ search: { action }, replace: true })}
        action={action}
        onAction={(next) =>
          void navigate({ search: { sent: sent || undefined, action: next }, replace: next === undefined })
        }
      />
    );
  },
});
