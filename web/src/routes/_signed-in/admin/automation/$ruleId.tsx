import { createFileRoute } from "@tanstack/react-router";
import { RulePage } from "@/features/administration/automation/rule-page";
import { address, oneOf } from "@/shared/address";
import { numberInPath } from "@/shared/layout/number-in-path";

export const Route = createFileRoute("/_signed-in/admin/automation/$ruleId")({
  params: numberInPath("ruleId"),
  validateSearch: address({
    part: oneOf("trial", "runs", "versions", "text"),
    state: oneOf("waiting", "done", "idle", "failed", "refused"),
  }),
  component: function AutomationRule() {
    const { ruleId } = Route.useParams();
    const navigate = Route.useNavigate();
    return (
      <RulePage
        key={ruleId}
        deskKey={null}
        ruleId={ruleId}
        search={Route.useSearch()}
        onSearch={(search) => void navigate({ search, replace: true, resetScroll: false })}
      />
    );
  },
});
