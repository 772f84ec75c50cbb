import { createFileRoute } from "@tanstack/react-router";
import { PersonPage } from "@/features/administration/person-page";
import { personQueries } from "@/features/administration/queries";
import { address, flag } from "@/shared/address";
import { numberInPath } from "@/shared/layout/number-in-path";

export const Route = createFileRoute("/_signed-in/admin/people/$personId")({
  params: numberInPath("personId"),
  validateSearch: address({ added: flag }),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(personQueries.detail(params.personId)),
  component: function Person() {
    const { personId } = Route.useParams();
    return <PersonPage key={personId} personId={personId} added={Route.useSearch().added ?? false} />;
  },
});
