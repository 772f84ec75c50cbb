import { createFileRoute, redirect } from "@tanstack/react-router";

export const Route = createFileRoute("/_signed-in/_workspace/queues/$deskKey/")({
  beforeLoad: ({ params }) => {
    throw redirect({
      to: "/queues/$deskKey/$queue",
      params: { ...params, queue: "unassigned" },
      replace: true,
    });
  },
});
