import { useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { toast } from "../feedback/toast";
import { switchOffHere } from "../notification/this-browser";

/** Ends this session and forgets what it showed. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    try {
      await api.DELETE("/api/session");
    } catch (failure) {
      toast.failed(failure);
      return;
    }
    await switchOffHere().catch(() => undefined);
    client.clear();
    window.location.assign("/sign-in");
  };
}
