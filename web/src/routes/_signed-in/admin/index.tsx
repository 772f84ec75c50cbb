import { createFileRoute, redirect } from "@tanstack/react-router";

export const Route = createFileRoute("/_signed-in/admin/")({
  beforeLoad: ({ context }) => {
    throw redirect({ to: context.session.administrator ? "/admin/people" : "/admin/desks", replace: true });
  },
});
