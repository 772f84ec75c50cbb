import { createFileRoute, notFound } from "@tanstack/react-router";
import { QueuePage } from "@/features/workspace/queue/queue-page";
import { orderSchema, queueKeys, queueQueries } from "@/features/workspace/queue/queues";

export const Route = createFileRoute("/_signed-in/_workspace/queues/$deskKey/$queue")({
  validateSearch: orderSchema,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params: { deskKey, queue }, deps }) => {
    if (!queueKeys.some((key) => key === queue)) throw notFound();
    // Not awaited: the table shows its own skeleton, and keeps what it has when only the order changes.
    void context.queryClient.prefetchQuery(queueQueries.ofDesk(deskKey));
    void context.queryClient.prefetchInfiniteQuery(queueQueries.tickets(deskKey, queue, deps));
  },
  component: function Queue() {
    const { deskKey, queue } = Route.useParams();
    const navigate = Route.useNavigate();
    return (
      <QueuePage
        key={`${deskKey} ${queue}`}
        deskKey={deskKey}
        queue={queue as (typeof queueKeys)[number]}
        order={Route.useSearch()}
        onOrder={(search) => void navigate({ search, replace: true })}
      />
    );
  },
});
