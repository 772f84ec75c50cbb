import { createFileRoute } from "@tanstack/react-router";
import * as z from "zod/mini";
import { deskQueries } from "@/features/administration/queries";
import { RequestTypePage } from "@/features/administration/request-type-page";
import { numberInPath } from "@/shared/layout/number-in-path";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/request-types/$requestTypeId")({
  params: numberInPath("requestTypeId"),
  validateSearch: z.object({ part: z.catch(z.optional(z.literal("form")), undefined) }),
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
