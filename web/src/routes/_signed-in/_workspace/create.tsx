import { createFileRoute } from "@tanstack/react-router";
import * as z from "zod/mini";
import { CreatePage } from "@/features/workspace/create/create-page";

const choiceSchema = z.object({
  desk: z.catch(z.optional(z.string()), undefined),
  requestType: z.catch(z.optional(z.number()), undefined),
  type: z.catch(
    z.optional(z.enum(["service_request", "incident", "problem", "change", "release", "task"])),
    undefined,
  ),
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
