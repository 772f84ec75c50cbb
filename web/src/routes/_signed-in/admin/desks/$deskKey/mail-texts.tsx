import { createFileRoute } from "@tanstack/react-router";
import { DeskMailWordingPage } from "@/features/administration/mail-wording/desk-mail-wording-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/mail-texts")({
  component: function DeskMailTexts() {
    const { deskKey } = Route.useParams();
    return <DeskMailWordingPage key={deskKey} deskKey={deskKey} />;
  },
});
