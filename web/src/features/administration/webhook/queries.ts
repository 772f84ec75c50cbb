import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";

export type Webhook = Schemas["WebhookView"];
export type WebhookSecret = Schemas["WebhookSecret"];
export type WebhookCall = Schemas["Made"];

const key = ["administration", "webhooks"] as const;

export const webhookQueries = {
  key,
  list: queryOptions({
    queryKey: [...key, "list"],
    queryFn: async (): Promise<Webhook[]> => answer(api.GET("/api/webhooks", {})),
  }),
  calls: (webhookId: number | null, state: WebhookCall["state"] | null) =>
    infiniteQueryOptions({
      queryKey: [...key, "calls", webhookId, state],
      queryFn: async ({ pageParam }: { pageParam: string | undefined }) =>
        answer(
          api.GET("/api/webhook-calls", {
            params: {
              query: { after: pageParam, webhookId: webhookId ?? undefined, state: state ?? undefined },
            },
          }),
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      refetchInterval: 15_000,
    }),
};
