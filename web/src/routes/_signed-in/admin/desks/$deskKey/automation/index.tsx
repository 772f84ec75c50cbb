import { createFileRoute } from "@tanstack/react-router";
import { RulesPage } from "@/features/administration/automation/rules-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/automation/")({
  component: function Automation() {
    const { deskKey } = Route.useParams();
    return <RulesPage key={deskKey} deskKey={deskKey} />;
  },
});
