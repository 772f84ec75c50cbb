import { createFileRoute } from "@tanstack/react-router";
import * as z from "zod/mini";
import { requestQueries } from "@/features/portal/portal-queries";
import { RequestPage } from "@/features/portal/request-page";
import { PageSkeleton } from "@/shared/feedback/skeletons";

export const Route = createFileRoute("/_signed-in/portal/requests/$key")({
  validateSearch: z.object({
    sent: z.catch(z.optional(z.boolean()), undefined),
    action: z.catch(z.optional(z.string()), undefined),
  }),
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
