import { createFileRoute } from "@tanstack/react-router";
import { LibraryPage } from "@/features/administration/automation/library-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/automation/library")({
  component: function DeskAutomationLibrary() {
    const { deskKey } = Route.useParams();
    return <LibraryPage key={deskKey} deskKey={deskKey} />;
  },
});
