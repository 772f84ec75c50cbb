import { createFileRoute, notFound } from "@tanstack/react-router";
import { MailPage } from "@/features/administration/mail-page";

export const Route = createFileRoute("/_signed-in/admin/mail")({
  beforeLoad: ({ context }) => {
    if (!context.session.administrator) throw notFound();
  },
  component: MailPage,
});
