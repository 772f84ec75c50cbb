import { createFileRoute } from "@tanstack/react-router";
import { LibraryPage } from "@/features/administration/automation/library-page";

export const Route = createFileRoute("/_signed-in/admin/automation/library")({
  component: () => <LibraryPage deskKey={null} />,
});
