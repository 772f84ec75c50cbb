import { createFileRoute, redirect } from "@tanstack/react-router";
import { WidgetSignInPage } from "@/features/portal/widget/widget-sign-in-page";
import { withTextsOf } from "@/shared/i18n/language";
import { sessionQuery } from "@/shared/session/session";

/** The window beside a widget in which somebody signs in. */
export const Route = createFileRoute("/widget/$widgetId/sign-in")({
  beforeLoad: async ({ context, location }) => {
    await withTextsOf("portal");
    if (!(await context.queryClient.ensureQueryData(sessionQuery))) {
      throw redirect({ to: "/sign-in", search: { next: location.href } });
    }
  },
  component: function WidgetSignIn() {
    return <WidgetSignInPage widgetId={Route.useParams().widgetId} />;
  },
});
