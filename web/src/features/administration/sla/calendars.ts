import { useQuery } from "@tanstack/react-query";
import { useFormats } from "@/shared/i18n/formats";
import { calendarQueries } from "../calendar/queries";
import { inLanguage } from "../localized";

/** The calendars by which a desk, or the installation, can count, with those by which it counts already. */
export function useCalendarChoices(
  deskKey: string | null,
  used: readonly number[] = [],
): { value: string; label: string }[] {
  const { language } = useFormats();
  const { data: calendars = [] } = useQuery(calendarQueries.list(deskKey));
  return calendars
    .filter(({ id, retired }) => !retired || used.includes(id))
    .map(({ id, name }) => ({ value: String(id), label: inLanguage(name, language) }));
}
