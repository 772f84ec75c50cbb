import { createFileRoute } from "@tanstack/react-router";
import { DeskMembersPage } from "@/features/administration/desk-members-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/members")({
  component: function DeskMembers() {
    const { deskKey } = Route.useParams();
    return <DeskMembersPage key={deskKey} deskKey={deskKey} />;
  },
});
