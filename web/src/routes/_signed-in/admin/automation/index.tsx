import { createFileRoute } from "@tanstack/react-router";
import { RulesPage } from "@/features/administration/automation/rules-page";

export const Route = createFileRoute("/_signed-in/admin/automation/")({
  component: () => <RulesPage deskKey={null} />,
});
