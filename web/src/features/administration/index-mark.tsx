import { useLingui } from "@lingui/react/macro";
import { Badge, Text } from "@mantine/core";
import type { FieldDefinition } from "./resources";

/** Whether the index of any of these fields is still on its way, so that it is worth looking again. */
export function indexesOnTheirWay(fields: readonly FieldDefinition[] | undefined): boolean {
  return fields?.some(({ index }) => index?.state === "waiting" || index?.state === "building") ?? false;
}

/** How far the index over a field's answers is; nothing for a field that is not marked. */
export function IndexMark({ field }: { field: FieldDefinition }) {
  const { t } = useLingui();
  if (!field.index) return null;
  const words = {
    waiting: t`Index is waiting`,
    building: t`Index is being made`,
    ready: t`Indexed`,
    failed: t`Index failed`,
  };
  const colors = { waiting: "gray", building: "blue", ready: "teal", failed: "red" };
  return (
    <Badge size="sm" variant="light" color={colors[field.index.state]}>
      {words[field.index.state]}
    </Badge>
  );
}

/** Why an index could not be made, as the database said it. */
export function IndexFailure({ field }: { field: FieldDefinition }) {
  const { t } = useLingui();
  if (field.index?.state !== "failed") return null;
  const reason = field.index.failure ?? "";
  return (
    <Text size="sm" c="var(--mantine-color-error)" role="status">
      {t`The index could not be made; saving tries it again. ${reason}`}
    </Text>
  );
}
