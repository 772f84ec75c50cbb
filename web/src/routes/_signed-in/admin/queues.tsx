import { createFileRoute, notFound } from "@tanstack/react-router";
import { LeftQueuesPage } from "@/features/administration/left-queues";

export const Route = createFileRoute("/_signed-in/admin/queues")({
  beforeLoad: ({ context }) => {
    if (!context.session.administrator) throw notFound();
  },
  component: LeftQueuesPage,
});
