import { createFileRoute, notFound } from "@tanstack/react-router";
import { NewDeskPage } from "@/features/administration/new-desk-page";
import { may } from "@/shared/session/session";

export const Route = createFileRoute("/_signed-in/admin/desks/new")({
  beforeLoad: ({ context }) => {
    if (!may(context.session, "desk.create")) throw notFound();
  },
  component: NewDeskPage,
});
