import { queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";

export type ChatDesk = Schemas["ChatDesk"];
export type Chat = Schemas["ChatView"];

/** The chats of the desks where one works. */
export const chatQueries = {
  desk: queryOptions({
    queryKey: ["chats"],
    queryFn: async (): Promise<ChatDesk> => answer(api.GET("/api/chats", {})),
    // Whether visitors are still there is told by time alone.
    refetchInterval: 60_000,
    staleTime: 20_000,
  }),
};
