import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Outlet, redirect } from "@tanstack/react-router";
import { SignInDialog } from "@/features/session/sign-in-dialog";
import { useLiveUpdates } from "@/shared/live/live";
import { BareNotFoundPage } from "@/shared/layout/failure-page";
import { thisBrowserQuery } from "@/shared/notification/this-browser";
import { sessionQuery } from "@/shared/session/session";
import { isSetUp } from "@/shared/session/set-up";

export const Route = createFileRoute("/_signed-in")({
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session) {
      if (!(await isSetUp(context.queryClient))) throw redirect({ to: "/setup" });
      throw redirect({ to: "/sign-in", search: { next: location.href === "/" ? undefined : location.href } });
    }
    return { session };
  },
  notFoundComponent: BareNotFoundPage,
  component: function SignedIn() {
    useLiveUpdates();
    useQuery(thisBrowserQuery);
    return (
      <>
        <Outlet />
        <SignInDialog />
      </>
    );
  },
});
