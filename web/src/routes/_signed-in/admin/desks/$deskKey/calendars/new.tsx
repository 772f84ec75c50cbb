import { createFileRoute } from "@tanstack/react-router";
import { CalendarPage } from "@/features/administration/calendar/calendar-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/calendars/new")({
  component: function NewDeskCalendar() {
    return <CalendarPage deskKey={Route.useParams().deskKey} calendarId="new" />;
  },
});
