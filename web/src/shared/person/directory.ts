import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import type { PersonRef } from "./person";

/** The active people whose name or address holds a text, or whose names are nearly written so; for those who work on a desk. */
export async function findPeople(query: string): Promise<PersonRef[]> {
  const page = (await answer(
    api.GET("/api/people", { params: { query: { query, active: true, limit: 20 } } }),
  )) as { items: PersonRef[] };
  return page.items;
}

/** Those who may be given a desk's tickets. */
export async function searchAssignees(deskKey: string, query: string): Promise<PersonRef[]> {
  return answer(
    api.GET("/api/desks/{deskKey}/assignees", { params: { path: { deskKey }, query: { query } } }),
  );
}

/** The groups that work can be given to. */
export const teamsQuery = queryOptions({
  queryKey: ["teams"],
  staleTime: 60_000,
  queryFn: async () => (await answer(api.GET("/api/groups", { params: { query: { limit: 100 } } }))).items,
});
