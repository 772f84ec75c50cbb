import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconForms, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { useFormats } from "@/shared/i18n/formats";
import { PageHeader } from "@/shared/layout/page-header";
import { columnsOf, DataTable } from "@/shared/table/data-table";
import type { FieldsSearch } from "./field-dialog";
import { FieldDialog } from "./field-dialog";
import { fieldTypes } from "./field-types";
import { DisabledMark } from "./fields-page";
import { IndexMark, indexesOnTheirWay } from "./index-mark";
import { inLanguage } from "./localized";
import { installationFields } from "./queries";
import type { FieldDefinition } from "./resources";

interface InstallationFieldsPageProps {
  search: FieldsSearch;
  onSearch: (search: FieldsSearch) => void;
}

const column = columnsOf<FieldDefinition>();
const fieldKey = (field: FieldDefinition) => String(field.id);

/** The fields that all desks have. */
export function InstallationFieldsPage({ search, onSearch }: InstallationFieldsPageProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const fields = useQuery({
    ...installationFields,
    refetchInterval: ({ state }) => (indexesOnTheirWay(state.data) ? 3000 : false),
  });
  const edited = fields.data?.find(({ id }) => id === search.field);
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("name", {
          header: t`Name`,
          cell: ({ row }) => <FieldLink field={row.original} />,
        }),
        column.accessor("type", {
          header: t`Type`,
          cell: ({ getValue }) => i18n._(fieldTypes[getValue()]),
          meta: { width: "180px" },
        }),
        column.accessor("key", {
          header: t`Key`,
          cell: ({ getValue }) => <Code>{getValue()}</Code>,
          meta: { width: "240px", hiddenBelow: 900 },
        }),
      ]),
    [t, i18n],
  );
  return (
    <>
      <PageHeader
        title={t`Fields`}
        description={t`These can be put on the forms and screens of every desk. Fields of one desk are found in its settings.`}
        actions={
          <Button
            renderRoot={(props) => <Link to="/admin/fields" search={{ field: "new" }} {...props} />}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            <Trans>New field</Trans>
          </Button>
        }
      />
      <DataTable
        label={t`Fields`}
        columns={columns}
        rows={fields.data}
        rowKey={fieldKey}
        onOpen={({ id }) => onSearch({ field: id })}
        failure={fields.error}
        onRetry={() => void fields.refetch()}
        card={(field) => (
          <Stack gap={2}>
            <FieldLink field={field} />
            <Text size="sm" c="dimmed">
              {i18n._(fieldTypes[field.type])} · {field.key}
            </Text>
          </Stack>
        )}
        empty={
          <EmptyState icon={<IconForms size={26} />} title={t`There are no fields for all desks yet`}>
            <Trans>
              A field that several desks ask for, such as the cost centre, is made once here and means the
              same everywhere.
            </Trans>
          </EmptyState>
        }
      />
      <FieldDialog
        opened={edited !== undefined || search.field === "new"}
        deskKey={null}
        asked={search.field}
        field={edited}
        onClose={() => onSearch({})}
      />
    </>
  );
}

function FieldLink({ field }: { field: FieldDefinition }) {
  const { language } = useFormats();
  return (
    <Group gap={8}>
      <Anchor
        renderRoot={(props) => <Link to="/admin/fields" search={{ field: field.id }} {...props} />}
        c="inherit"
        fw={550}
      >
        {inLanguage(field.name, language)}
      </Anchor>
      <DisabledMark field={field} />
      <IndexMark field={field} />
    </Group>
  );
}
