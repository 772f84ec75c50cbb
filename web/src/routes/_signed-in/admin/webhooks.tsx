import { createFileRoute, notFound } from "@tanstack/react-router";
import { WebhooksPage } from "@/features/administration/webhook/webhooks-page";

export const Route = createFileRoute("/_signed-in/admin/webhooks")({
  beforeLoad: ({ context }) => {
    if (!context.session.administrator) throw notFound();
  },
  component: WebhooksPage,
});
