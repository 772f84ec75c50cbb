import { createFileRoute, useRouter } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { newQueueSchema } from "@/features/workspace/queue/queues";
import { PageSkeleton } from "@/shared/feedback/skeletons";

const QueueEditor = lazy(() => import("@/features/workspace/queue/queue-editor"));

export const Route = createFileRoute("/_signed-in/_workspace/queues/new")({
  validateSearch: newQueueSchema,
  component: function NewQueue() {
    const { desk, query } = Route.useSearch();
    const router = useRouter();
    return (
      <Suspense fallback={<PageSkeleton />}>
        <QueueEditor queue={null} begun={{ deskKey: desk, query }} onClose={() => router.history.back()} />
      </Suspense>
    );
  },
});
