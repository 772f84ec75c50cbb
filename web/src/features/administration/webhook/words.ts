import { useLingui } from "@lingui/react/macro";
import type { Webhook, WebhookCall } from "./queries";

export type WebhookEvent = Webhook["events"][number];

/** What a webhook may be called for, in the order in which it is offered. */
export function useEventNames(): Record<WebhookEvent, string> {
  const { t } = useLingui();
  return {
    "ticket.created": t`A request is raised`,
    "ticket.commented": t`Somebody answers`,
    "ticket.commented_internally": t`Somebody leaves an internal note`,
    "ticket.status_changed": t`The status changes`,
    "ticket.assigned": t`It is assigned`,
    "ticket.changed": t`Anything else changes`,
    "sla.threshold": t`A promise comes to a threshold`,
    "approval.asked": t`An approval is asked for`,
    "approval.approved": t`An approval is given`,
    "approval.rejected": t`An approval is refused`,
  };
}

export function useFormatNames(): Record<Webhook["format"], string> {
  const { t } = useLingui();
  return {
    standard: t`JSON for programs (Standard Webhooks)`,
    slack: "Slack",
    mattermost: "Mattermost",
    teams: "Microsoft Teams",
  };
}

export function useStateNames(): Record<WebhookCall["state"], string> {
  const { t } = useLingui();
  return { waiting: t`Waiting`, delivered: t`Delivered`, failed: t`Given up` };
}
