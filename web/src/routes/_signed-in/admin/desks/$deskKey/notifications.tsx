import { createFileRoute } from "@tanstack/react-router";
import { DeskNotificationsPage } from "@/features/administration/desk-notifications-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/notifications")({
  component: function DeskNotifications() {
    const { deskKey } = Route.useParams();
    return <DeskNotificationsPage key={deskKey} deskKey={deskKey} />;
  },
});
