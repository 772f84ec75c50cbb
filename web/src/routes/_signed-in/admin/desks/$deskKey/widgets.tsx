import { createFileRoute } from "@tanstack/react-router";
import { WidgetsPage } from "@/features/administration/widget/widgets-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/widgets")({
  component: function Widgets() {
    const { deskKey } = Route.useParams();
    return <WidgetsPage key={deskKey} deskKey={deskKey} />;
  },
});
