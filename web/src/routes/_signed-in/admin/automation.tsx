import { createFileRoute, notFound, Outlet } from "@tanstack/react-router";

export const Route = createFileRoute("/_signed-in/admin/automation")({
  beforeLoad: ({ context }) => {
    if (!context.session.administrator) throw notFound();
  },
  component: Outlet,
});
