import { createFileRoute } from "@tanstack/react-router";
import { WorkflowsPage } from "@/features/administration/workflows-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/workflows/")({
  component: function Workflows() {
    return <WorkflowsPage deskKey={Route.useParams().deskKey} />;
  },
});
