import { useQueries } from "@tanstack/react-query";
import { groupQueries, personQueries } from "../queries";

/** People and groups that a rule or an approval names; `#7` while, and where, they are not known. */
export function useNamedById(personIds: readonly number[], groupIds: readonly number[]) {
  const quietly = { retry: false, throwOnError: false } as const;
  const people = useQueries({
    queries: personIds.map((id) => ({ ...personQueries.reference(id), ...quietly })),
  });
  const groups = useQueries({
    queries: groupIds.map((id) => ({ ...groupQueries.detail(id), ...quietly })),
  });
  const personReference = (id: unknown) => people.find(({ data }) => data?.id === id)?.data;
  return {
    personReference,
    person: (id: unknown) => personReference(id)?.displayName ?? `#${String(id)}`,
    group: (id: unknown) => groups.find(({ data }) => data?.id === id)?.data?.name ?? `#${String(id)}`,
  };
}
