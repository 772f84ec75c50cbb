import type { QueryClient } from "@tanstack/react-query";
import { queryOptions } from "@tanstack/react-query";
import { answer, undescribed } from "../api/client";
import type { Language } from "../i18n/language";

interface SetUpState {
  required: boolean;
  version: string;
  languages: Language[];
  defaultTimeZone: string;
}

/** Whether this installation still waits to be set up. */
export const setUpQuery = queryOptions({
  queryKey: ["setup"],
  staleTime: 60_000,
  queryFn: async () => (await answer(undescribed.GET("/api/setup"))) as SetUpState,
});

export async function isSetUp(client: QueryClient): Promise<boolean> {
  return !(await client.ensureQueryData(setUpQuery)).required;
}
