import { createFileRoute } from "@tanstack/react-router";
import { ApprovalPrintPage } from "@/shared/approval/approval-print-page";

export const Route = createFileRoute("/_signed-in/approvals/$key/print")({
  component: function ApprovalPrint() {
    return <ApprovalPrintPage ticketKey={Route.useParams().key} />;
  },
});
