import { answer, api } from "@/shared/api/client";
import type { PersonRef } from "@/shared/person/person";

/** Finds the people with whom somebody may share a request. */
export async function searchColleagues(query: string): Promise<PersonRef[]> {
  if (query === "") return [];
  return answer(api.GET("/api/portal/colleagues", { params: { query: { query } } }));
}
