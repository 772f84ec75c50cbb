import { createFileRoute } from "@tanstack/react-router";
import { CalendarPage } from "@/features/administration/calendar/calendar-page";
import { address, number } from "@/shared/address";
import { numberInPath } from "@/shared/layout/number-in-path";

export const Route = createFileRoute("/_signed-in/admin/calendars/$calendarId")({
  params: numberInPath("calendarId"),
  validateSearch: address({ simulation: number }),
  component: function Calendar() {
    const { calendarId } = Route.useParams();
    const navigate = Route.useNavigate();
    return (
      <CalendarPage
        key={calendarId}
        deskKey={null}
        calendarId={calendarId}
        simulation={Route.useSearch().simulation}
        onSimulation={(simulation) =>
          void navigate({ search: { simulation }, replace: true, resetScroll: false, ignoreBlocker: true })
        }
      />
    );
  },
});
