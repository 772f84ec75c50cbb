import { createFileRoute } from "@tanstack/react-router";
import { WidgetPage } from "@/features/portal/widget/widget-page";
import { address, text } from "@/shared/address";
import { isLanguage, speak, withTextsOf } from "@/shared/i18n/language";

const search = address({ host: text, language: text });

/** A desk inside another page. */
export const Route = createFileRoute("/widget/$widgetId/")({
  validateSearch: search,
  beforeLoad: async ({ search: { language } }) => {
    if (isLanguage(language)) await speak(language);
    await withTextsOf("portal");
  },
  component: function Widget() {
    const { host } = Route.useSearch();
    return <WidgetPage widgetId={Route.useParams().widgetId} host={host} />;
  },
});
