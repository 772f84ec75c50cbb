import { createFileRoute } from "@tanstack/react-router";
import { NewRequestTypePage } from "@/features/administration/new-request-type-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/request-types/new")({
  component: function NewRequestType() {
    return <NewRequestTypePage deskKey={Route.useParams().deskKey} />;
  },
});
