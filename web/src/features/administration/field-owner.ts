import type { Schemas } from "@/shared/api/client";
import { answer, api, ifMatch } from "@/shared/api/client";
import { deskQueries, installationFields } from "./queries";
import type { FieldDefinition } from "./resources";

/** What fields belong to, and so where they are read and written. */
export interface FieldOwner {
  /** What shows the fields; stale after a change. */
  queries: ReadonlyArray<readonly unknown[]>;
  list: typeof installationFields;
  make: (body: Schemas["FieldBody"]) => Promise<FieldDefinition>;
  change: (id: number, version: number, body: Schemas["FieldChangeBody"]) => Promise<FieldDefinition>;
  optionLines: (id: number) => Promise<Schemas["OptionLines"]>;
  changeOptionLines: (id: number, version: number, text: string) => Promise<FieldDefinition>;
}

/** @param deskKey null for the installation, whose fields all desks have */
export function fieldOwner(deskKey: string | null): FieldOwner {
  if (deskKey === null) {
    return {
      queries: [installationFields.queryKey, deskQueries.all],
      list: installationFields,
      make: (body) => answer(api.POST("/api/fields", { body })),
      change: (id, version, body) =>
        answer(api.PATCH("/api/fields/{id}", { params: { path: { id } }, headers: ifMatch(version), body })),
      optionLines: (id) => answer(api.GET("/api/fields/{id}/option-lines", { params: { path: { id } } })),
      changeOptionLines: (id, version, text) =>
        answer(
          api.PUT("/api/fields/{id}/option-lines", {
            params: { path: { id } },
            headers: ifMatch(version),
            body: { text },
          }),
        ),
    };
  }
  const list = deskQueries.fields(deskKey);
  return {
    queries: [list.queryKey],
    list,
    make: (body) => answer(api.POST("/api/desks/{deskKey}/fields", { params: { path: { deskKey } }, body })),
    change: (id, version, body) =>
      answer(
        api.PATCH("/api/desks/{deskKey}/fields/{id}", {
          params: { path: { deskKey, id } },
          headers: ifMatch(version),
          body,
        }),
      ),
    optionLines: (id) =>
      answer(api.GET("/api/desks/{deskKey}/fields/{id}/option-lines", { params: { path: { deskKey, id } } })),
    changeOptionLines: (id, version, text) =>
      answer(
        api.PUT("/api/desks/{deskKey}/fields/{id}/option-lines", {
          params: { path: { deskKey, id } },
          headers: ifMatch(version),
          body: { text },
        }),
      ),
  };
}
