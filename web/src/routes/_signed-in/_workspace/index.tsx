import { createFileRoute } from "@tanstack/react-router";
import { HomePage } from "@/features/workspace/home/home-page";

export const Route = createFileRoute("/_signed-in/_workspace/")({
  component: HomePage,
});
