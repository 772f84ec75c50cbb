import { createFileRoute } from "@tanstack/react-router";
import { CalendarsPage } from "@/features/administration/calendar/calendars-page";

export const Route = createFileRoute("/_signed-in/admin/calendars/")({
  component: function Calendars() {
    return <CalendarsPage deskKey={null} />;
  },
});
