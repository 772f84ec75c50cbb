import { createFileRoute } from "@tanstack/react-router";
import { ApprovalLinkPage } from "@/shared/approval/approval-link-page";

export const Route = createFileRoute("/approve/$token")({
  component: function ApprovalLink() {
    return <ApprovalLinkPage token={Route.useParams().token} />;
  },
});
