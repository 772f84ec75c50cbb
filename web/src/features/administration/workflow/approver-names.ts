import { useLingui } from "@lingui/react/macro";
import { useQueries } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { groupQueries, personQueries } from "../queries";

export type Approver = Schemas["StatusApproval"]["steps"][number]["approvers"][number];

/**
 * Says by what approvers are found, in words.
 *
 * @param fields the desk's, by name in the reader's language
 */
export function useApproverNames(
  approvers: readonly Approver[],
  fields: readonly { key: string; name: string }[],
): (approver: Approver) => string {
  const { t } = useLingui();
  const idsOf = (type: Approver["type"]) => [
    ...new Set(approvers.flatMap((one) => (one.type === type && one.id != null ? [one.id] : []))),
  ];
  const people = useQueries({
    queries: idsOf("person").map((one) => ({
      ...personQueries.reference(one),
      retry: false,
      throwOnError: false,
    })),
  });
  const groups = useQueries({
    queries: idsOf("group").map((one) => ({
      ...groupQueries.detail(one),
      retry: false,
      throwOnError: false,
    })),
  });
  const fieldName = (key: string | null | undefined) =>
    fields.find((one) => one.key === key)?.name ?? key ?? "";

  return (approver) => {
    switch (approver.type) {
      case "person":
        return people.find(({ data }) => data?.id === approver.id)?.data?.displayName ?? `#${approver.id}`;
      case "group": {
        const group = groups.find(({ data }) => data?.id === approver.id)?.data?.name ?? `#${approver.id}`;
        return t`Members of ${group}`;
      }
      case "field": {
        const field = fieldName(approver.field);
        return t`Whoever is in ${field}`;
      }
      case "reporters_manager":
        return t`The reporter's manager`;
      case "assignees_manager":
        return t`The assignee's manager`;
      case "service_owner": {
        const field = fieldName(approver.field);
        return t`Whoever answers for the service in ${field}`;
      }
    }
  };
}
