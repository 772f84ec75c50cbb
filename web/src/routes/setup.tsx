import { createFileRoute, redirect } from "@tanstack/react-router";
import { SetUpPage } from "@/features/setup/setup-page";
import { isSetUp } from "@/shared/session/set-up";

export const Route = createFileRoute("/setup")({
  beforeLoad: async ({ context }) => {
    if (await isSetUp(context.queryClient)) throw redirect({ to: "/" });
  },
  component: SetUpPage,
});
