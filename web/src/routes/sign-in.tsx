import { createFileRoute, redirect } from "@tanstack/react-router";
import { SignInPage } from "@/features/session/sign-in-page";
import { address, text } from "@/shared/address";
import { isSetUp } from "@/shared/session/set-up";

const search = address({ next: text });

export const Route = createFileRoute("/sign-in")({
  validateSearch: search,
  beforeLoad: async ({ context }) => {
    if (!(await isSetUp(context.queryClient))) throw redirect({ to: "/setup" });
  },
  component: function SignIn() {
    const { next } = Route.useSearch();
    return <SignInPage next={next} />;
  },
});
