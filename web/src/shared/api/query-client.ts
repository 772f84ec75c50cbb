import { QueryClient } from "@tanstack/react-query";
import { isProblem } from "./problem";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only what may pass by itself is tried again.
      retry: (failures, failure) =>
        failures < 2 && (!isProblem(failure) || failure.isUnreachable || failure.status >= 502),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});
