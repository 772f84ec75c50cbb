import { createFileRoute } from "@tanstack/react-router";
import { NewPersonPage } from "@/features/administration/new-person-page";

export const Route = createFileRoute("/_signed-in/admin/people/new")({ component: NewPersonPage });
