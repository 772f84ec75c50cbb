import { createFileRoute, redirect } from "@tanstack/react-router";
import * as z from "zod/mini";
import { SignInPage } from "@/features/session/sign-in-page";
import { isSetUp } from "@/shared/session/set-up";

export const Route = createFileRoute("/sign-in")({
  validateSearch: z.object({ next: z.catch(z.optional(z.string()), undefined) }),
  beforeLoad: async ({ context }) => {
    if (!(await isSetUp(context.queryClient))) throw redirect({ to: "/setup" });
  },
  component: function SignIn() {
    return <SignInPage next={Route.useSearch().next} />;
  },
});
