import { useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import type { QueueDetail, QueueLook } from "./queues";
import { queueQueries } from "./queues";

/** Keeps how somebody has a queue for themselves, and shows it at once; null is as the queue has it. */
export function useLook(deskKey: string, queue: string, detail: QueueDetail) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { queryKey } = queueQueries.detail(deskKey, queue);
  const path = { params: { path: { id: detail.id } } };
  const keeping = useMutation({
    mutationFn: async (look: QueueLook | null) =>
      look
        ? answer(
            api.PUT("/api/queues/{id}/look", {
              ...path,
              body: {
                columns: look.columns.map(({ field, width }) => ({ field, width })),
                density: look.density,
              },
            }),
          )
        : answer(api.DELETE("/api/queues/{id}/look", path)),
    onMutate: (look) => client.setQueryData(queryKey, (known) => known && { ...known, look }),
    onError: (failure) => {
      toast.failed(failure);
      void client.invalidateQueries({ queryKey });
    },
  });
  return (look: QueueLook | null) => {
    const before = detail.look ?? null;
    keeping.mutate(look);
    if (!before && look) toast.done(t`Only you see the list like this.`, () => keeping.mutate(null));
  };
}
