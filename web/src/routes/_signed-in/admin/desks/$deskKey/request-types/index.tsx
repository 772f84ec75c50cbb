import { createFileRoute } from "@tanstack/react-router";
import { RequestTypesPage } from "@/features/administration/request-types-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/request-types/")({
  component: function RequestTypes() {
    const { deskKey } = Route.useParams();
    return <RequestTypesPage key={deskKey} deskKey={deskKey} />;
  },
});
