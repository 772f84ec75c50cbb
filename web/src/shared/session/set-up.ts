import type { QueryClient } from "@tanstack/react-query";
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api/client";

/** Whether this installation still waits to be set up. */
export const setUpQuery = queryOptions({
  queryKey: ["setup"],
  staleTime: 60_000,
  queryFn: () => answer(api.GET("/api/setup")),
});

export async function isSetUp(client: QueryClient): Promise<boolean> {
  return !(await client.ensureQueryData(setUpQuery)).required;
}
