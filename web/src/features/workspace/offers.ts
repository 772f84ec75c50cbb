import { queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";

export type OfferedRequestType = Schemas["OfferedRequestType"];
export type RequestForm = Schemas["RequestForm"];

/** The request types that a desk's own people may use. */
export const offeredQuery = (deskKey: string) =>
  queryOptions({
    queryKey: ["offered request types", deskKey],
    staleTime: 60_000,
    queryFn: async (): Promise<OfferedRequestType[]> =>
      answer(api.GET("/api/portal/desks/{deskKey}/request-types", { params: { path: { deskKey } } })),
  });

export const requestFormQuery = (id: number) =>
  queryOptions({
    queryKey: ["request form", id],
    staleTime: 60_000,
    queryFn: async (): Promise<RequestForm> =>
      answer(api.GET("/api/portal/request-types/{id}", { params: { path: { id } } })),
  });
