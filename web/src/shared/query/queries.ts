import type { Schemas } from "../api/client";
import { answer, api } from "../api/client";

/** What is wrong with a query, as the server says it where it stands. */
export async function problemsOf(query: string): Promise<Schemas["ProblemView"][]> {
  return (await answer(api.POST("/api/queries/check", { body: { query } }))).problems;
}

/** What could be written at a place of a query. */
export async function choicesAt(query: string, caret: number): Promise<Schemas["ChoicesView"]> {
  return answer(api.POST("/api/queries/choices", { body: { query, caret } }));
}
