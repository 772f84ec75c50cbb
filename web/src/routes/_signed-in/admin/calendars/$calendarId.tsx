import { createFileRoute } from "@tanstack/react-router";
import { CalendarPage } from "@/features/administration/calendar/calendar-page";
import { numberInPath } from "@/shared/layout/number-in-path";

export const Route = createFileRoute("/_signed-in/admin/calendars/$calendarId")({
  params: numberInPath("calendarId"),
  component: function Calendar() {
    const { calendarId } = Route.useParams();
    return <CalendarPage key={calendarId} deskKey={null} calendarId={calendarId} />;
  },
});
