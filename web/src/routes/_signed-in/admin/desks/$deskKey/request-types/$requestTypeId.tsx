import { createFileRoute } from "@tanstack/react-router";
import { deskQueries } from "@/features/administration/queries";
import { RequestTypePage } from "@/features/administration/request-type-page";
import { address, oneOf } from "@/shared/address";
import { numberInPath } from "@/shared/layout/number-in-path";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/request-types/$requestTypeId")({
  params: numberInPath("requestTypeId"),
  validateSearch: address({ part: oneOf("form") }),
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(deskQueries.requestType(params.deskKey, params.requestTypeId)),
  component: function RequestType() {
    const { deskKey, requestTypeId } = Route.useParams();
    return (
      <RequestTypePage
        deskKey={deskKey}
        requestTypeId={requestTypeId}
        part={Route.useSearch().part ?? "details"}
      />
    );
  },
});
