import { createFileRoute } from "@tanstack/react-router";
import { DeskSettingsPage } from "@/features/administration/desk-settings-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/")({
  component: function DeskSettings() {
    const { deskKey } = Route.useParams();
    return <DeskSettingsPage key={deskKey} deskKey={deskKey} />;
  },
});
