import { createFileRoute } from "@tanstack/react-router";
import { address, oneOf } from "@/shared/address";
import { ApprovalListPage } from "@/shared/approval/approval-list-page";

export const Route = createFileRoute("/_signed-in/portal/approvals")({
  validateSearch: address({ scope: oneOf("waiting", "decided", "referenced") }),
  component: function MyApprovals() {
    const navigate = Route.useNavigate();
    const { scope = "waiting" } = Route.useSearch();
    return (
      <ApprovalListPage
        key={scope}
        face="portal"
        scope={scope}
        onScope={(next) =>
          void navigate({ replace: true, search: { scope: next === "waiting" ? undefined : next } })
        }
      />
    );
  },
});
