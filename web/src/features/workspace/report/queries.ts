import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { address, oneOf, text } from "@/shared/address";

export type ServiceLevelReport = Schemas["ServiceLevelReport"];
export type ServiceLevelRow = Schemas["ServiceLevelRow"];
export type WaitingReport = Schemas["WaitingReport"];
export type WaitingRow = Schemas["WaitingRow"];

/** By what a report can be divided. */
export const divisions = ["month", "policy", "goal", "priority", "desk", "assignee", "type"] as const;
export type Division = (typeof divisions)[number];

/** What a report is asked for; it stands in the address. What is missing is the server's choice. */
export interface Wish {
  by?: Division;
  policy?: string;
  desk?: string;
  from?: string;
  to?: string;
}

const date = (given: unknown) => {
  const written = text(given);
  return written && /^\d{4}-\d\d-\d\d$/.test(written) ? written : undefined;
};

export const wishSchema = address({
  by: oneOf(...divisions),
  policy: text,
  desk: text,
  from: date,
  to: date,
});

export const reportQueries = {
  outcomes: (wish: Wish) =>
    queryOptions({
      queryKey: ["report", "service-levels", wish],
      queryFn: async ({ signal }): Promise<ServiceLevelReport> =>
        answer(api.GET("/api/reports/service-levels", { params: { query: wish }, signal })),
      placeholderData: keepPreviousData,
    }),
  waiting: ({ policy, desk, from, to }: Wish) =>
    queryOptions({
      queryKey: ["report", "waiting", { policy, desk, from, to }],
      queryFn: async ({ signal }): Promise<WaitingReport> =>
        answer(
          api.GET("/api/reports/service-levels/waiting", {
            params: { query: { policy, desk, from, to } },
            signal,
          }),
        ),
      placeholderData: keepPreviousData,
    }),
};
