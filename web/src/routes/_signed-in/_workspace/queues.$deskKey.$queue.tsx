import { createFileRoute } from "@tanstack/react-router";
import { QueuePage } from "@/features/workspace/queue/queue-page";
import { queueQueries, queueSchema } from "@/features/workspace/queue/queues";

export const Route = createFileRoute("/_signed-in/_workspace/queues/$deskKey/$queue")({
  validateSearch: queueSchema,
  loaderDeps: ({ search: { sort, direction } }) => ({ sort, direction }),
  loader: ({ context, params: { deskKey, queue }, deps }) => {
    // Not awaited: the table shows its own skeleton, and keeps what it has when only the order changes.
    void context.queryClient.prefetchQuery(queueQueries.detail(deskKey, queue));
    void context.queryClient.prefetchInfiniteQuery(queueQueries.tickets(deskKey, queue, deps));
  },
  component: function Queue() {
    const { deskKey, queue } = Route.useParams();
    const navigate = Route.useNavigate();
    return (
      <QueuePage
        key={`${deskKey} ${queue}`}
        deskKey={deskKey}
        queue={queue}
        search={Route.useSearch()}
        onSearch={(search) =>
          void navigate({ search, replace: search.edit === undefined, resetScroll: false })
        }
      />
    );
  },
});
