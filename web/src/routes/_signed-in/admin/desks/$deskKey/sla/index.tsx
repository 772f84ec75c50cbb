import { createFileRoute } from "@tanstack/react-router";
import { PoliciesPage } from "@/features/administration/sla/policies-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/sla/")({
  component: function ServiceLevels() {
    const { deskKey } = Route.useParams();
    return <PoliciesPage key={deskKey} deskKey={deskKey} />;
  },
});
