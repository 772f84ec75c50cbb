import { createFileRoute } from "@tanstack/react-router";
import { DeskQueuesPage } from "@/features/administration/desk-queues-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/queues")({
  component: function Queues() {
    const { deskKey } = Route.useParams();
    return <DeskQueuesPage key={deskKey} deskKey={deskKey} />;
  },
});
