import { queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";

export type MailboxView = Schemas["MailboxView"];

export const mailboxesQuery = queryOptions({
  queryKey: ["administration", "mailboxes"],
  queryFn: async (): Promise<MailboxView[]> => answer(api.GET("/api/mail/mailboxes", {})),
  refetchInterval: 15_000,
});
