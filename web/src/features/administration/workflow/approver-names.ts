import { useLingui } from "@lingui/react/macro";
import type { Schemas } from "@/shared/api/client";
import { useNamedById } from "./named-by-id";

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
  const named = useNamedById(idsOf("person"), idsOf("group"));
  const fieldName = (key: string | null | undefined) =>
    fields.find((one) => one.key === key)?.name ?? key ?? "";

  return (approver) => {
    switch (approver.type) {
      case "person":
        return named.person(approver.id);
      case "group": {
        const group = named.group(approver.id);
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
