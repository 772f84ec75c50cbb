import { createFileRoute, notFound } from "@tanstack/react-router";
import { ConnectedSystemsPage } from "@/features/administration/connection/connected-systems-page";

export const Route = createFileRoute("/_signed-in/admin/connected-systems")({
  beforeLoad: ({ context }) => {
    if (!context.session.administrator) throw notFound();
  },
  component: ConnectedSystemsPage,
});
