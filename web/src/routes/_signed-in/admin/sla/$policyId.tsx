import { createFileRoute } from "@tanstack/react-router";
import { PolicyPage } from "@/features/administration/sla/policy-page";
import { address, number, oneOf } from "@/shared/address";
import { numberInPath } from "@/shared/layout/number-in-path";

export const Route = createFileRoute("/_signed-in/admin/sla/$policyId")({
  params: numberInPath("policyId"),
  validateSearch: address({
    part: oneOf("simulation", "rebuild", "versions", "text"),
    simulation: number,
    rebuild: number,
  }),
  component: function SharedServiceLevel() {
    const { policyId } = Route.useParams();
    const navigate = Route.useNavigate();
    return (
      <PolicyPage
        key={policyId}
        deskKey={null}
        policyId={policyId}
        search={Route.useSearch()}
        onSearch={(search) => void navigate({ search, replace: true, resetScroll: false })}
      />
    );
  },
});
