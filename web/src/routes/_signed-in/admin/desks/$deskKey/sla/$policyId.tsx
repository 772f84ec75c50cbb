import { createFileRoute } from "@tanstack/react-router";
import { PolicyPage } from "@/features/administration/sla/policy-page";
import { address, oneOf } from "@/shared/address";
import { numberInPath } from "@/shared/layout/number-in-path";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/sla/$policyId")({
  params: numberInPath("policyId"),
  validateSearch: address({ part: oneOf("versions", "text") }),
  component: function ServiceLevel() {
    const { deskKey, policyId } = Route.useParams();
    const navigate = Route.useNavigate();
    return (
      <PolicyPage
        key={policyId}
        deskKey={deskKey}
        policyId={policyId}
        part={Route.useSearch().part}
        onPart={(part) => void navigate({ search: { part }, replace: true, resetScroll: false })}
      />
    );
  },
});
