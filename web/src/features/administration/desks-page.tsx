import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconHeadset, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { PageHeader } from "@/shared/layout/page-header";
import { may, useSession } from "@/shared/session/session";
import { columnsOf, DataTable } from "@/shared/table/data-table";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import { useConfiguredDesks } from "./configured-desks";
import { deskQueries } from "./queries";
import type { DeskSummary } from "./resources";

const column = columnsOf<DeskSummary>();
const deskKeyOf = (desk: DeskSummary) => desk.key;

/** The desks that somebody may configure. */
export function DesksPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const session = useSession();
  const desks = useQuery(deskQueries.list);
  const configured = useConfiguredDesks();
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("name", {
          header: t`Name`,
          cell: ({ row }) => <DeskLink desk={row.original} />,
          meta: { width: "34%" },
        }),
        column.accessor("key", { header: t`Key`, meta: { width: "120px" } }),
        column.accessor("description", {
          header: t({ message: "Description", context: "administration" }),
          meta: { hiddenBelow: 700 },
        }),
      ]),
    [t],
  );
  return (
    <>
      <PageHeader
        title={t`Desks`}
        description={t`Each desk has its own people, request types, forms and workflows.`}
        actions={
          may(session, "desk.create") && (
            <Button
              renderRoot={(props) => <Link to="/admin/desks/new" {...props} />}
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              <Trans>Add a desk</Trans>
            </Button>
          )
        }
      />
      <DataTable
        label={t`Desks`}
        columns={columns}
        rows={desks.data && configured}
        rowKey={deskKeyOf}
        onOpen={({ key }) => void navigate({ to: "/admin/desks/$deskKey", params: { deskKey: key } })}
        failure={desks.error}
        onRetry={() => void desks.refetch()}
        card={(desk) => (
          <Stack gap={2}>
            <DeskLink desk={desk} />
            <Text size="sm" c="dimmed">
              {desk.description}
            </Text>
          </Stack>
        )}
        empty={
          <EmptyState icon={<IconHeadset size={26} />} title={t`There are no desks yet`}>
            <Trans>Begin with one from the IT template and change what does not fit.</Trans>
          </EmptyState>
        }
      />
    </>
  );
}

function DeskLink({ desk }: { desk: DeskSummary }) {
  return (
    <Group gap={10} wrap="nowrap" miw={0}>
      <RequestTypeIcon icon={desk.icon} size={28} />
      <Anchor
        renderRoot={(props) => <Link to="/admin/desks/$deskKey" params={{ deskKey: desk.key }} {...props} />}
        c="inherit"
        fw={550}
      >
        {desk.name}
      </Anchor>
      {desk.archived && (
        <Badge size="sm" variant="light" color="gray">
          <Trans>Archived</Trans>
        </Badge>
      )}
    </Group>
  );
}
