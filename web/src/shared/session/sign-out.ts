import { useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { toast } from "../feedback/toast";

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
    client.clear();
    window.location.assign("/sign-in");
  };
}
