import { createFileRoute } from "@tanstack/react-router";
import { DesignerPage } from "@/features/administration/workflow/designer-page";
import { address, number, oneOf } from "@/shared/address";
import { numberInPath } from "@/shared/layout/number-in-path";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/workflows/$workflowId")({
  params: numberInPath("workflowId"),
  validateSearch: address({
    view: oneOf("diagram", "list"),
    part: oneOf("problems", "changes", "versions", "try-out", "text"),
    version: number,
  }),
  component: function Workflow() {
    const { deskKey, workflowId } = Route.useParams();
    const navigate = Route.useNavigate();
    return (
      <DesignerPage
        deskKey={deskKey}
        workflowId={workflowId}
        address={Route.useSearch()}
        onAddress={(search) => void navigate({ search, replace: true, resetScroll: false })}
      />
    );
  },
});
