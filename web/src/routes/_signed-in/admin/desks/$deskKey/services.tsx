import { createFileRoute } from "@tanstack/react-router";
import { ServicesPage } from "@/features/administration/services-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/services")({
  component: function Services() {
    const { deskKey } = Route.useParams();
    return <ServicesPage key={deskKey} deskKey={deskKey} />;
  },
});
