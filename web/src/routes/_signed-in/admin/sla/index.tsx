import { createFileRoute } from "@tanstack/react-router";
import { PoliciesPage } from "@/features/administration/sla/policies-page";

export const Route = createFileRoute("/_signed-in/admin/sla/")({
  component: function SharedServiceLevels() {
    return <PoliciesPage deskKey={null} />;
  },
});
