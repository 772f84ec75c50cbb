import { createFileRoute } from "@tanstack/react-router";
import { CalendarPage } from "@/features/administration/calendar/calendar-page";

export const Route = createFileRoute("/_signed-in/admin/calendars/new")({
  component: function NewCalendar() {
    return <CalendarPage deskKey={null} calendarId="new" />;
  },
});
