import { answer, api } from "../api/client";
import type { PersonRef } from "./person";

/** The active people whose name or address holds a text, or whose names are nearly written so; for those who work on a desk. */
export async function findPeople(query: string): Promise<PersonRef[]> {
  const page = (await answer(
    api.GET("/api/people", { params: { query: { query, active: true, limit: 20 } } }),
  )) as { items: PersonRef[] };
  return page.items;
}
