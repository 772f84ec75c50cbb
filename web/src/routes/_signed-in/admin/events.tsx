import { createFileRoute, notFound } from "@tanstack/react-router";
import { EventsPage } from "@/features/administration/events-page";

export const Route = createFileRoute("/_signed-in/admin/events")({
  beforeLoad: ({ context }) => {
    if (!context.session.administrator) throw notFound();
  },
  component: EventsPage,
});
