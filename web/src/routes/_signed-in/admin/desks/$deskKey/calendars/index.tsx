import { createFileRoute } from "@tanstack/react-router";
import { CalendarsPage } from "@/features/administration/calendar/calendars-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/calendars/")({
  component: function DeskCalendars() {
    return <CalendarsPage deskKey={Route.useParams().deskKey} />;
  },
});
