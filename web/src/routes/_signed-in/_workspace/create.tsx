import { createFileRoute } from "@tanstack/react-router";
import { CreatePage } from "@/features/workspace/create/create-page";
import { address, number, oneOf, text } from "@/shared/address";

const choiceSchema = address({
  desk: text,
  requestType: number,
  type: oneOf("service_request", "incident", "problem", "change", "release", "task"),
});

export const Route = createFileRoute("/_signed-in/_workspace/create")({
  validateSearch: choiceSchema,
  component: function Create() {
    const navigate = Route.useNavigate();
    return (
      <CreatePage
        choice={Route.useSearch()}
        onChoose={(search) => void navigate({ search, replace: true })}
      />
    );
  },
});
