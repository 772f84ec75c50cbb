import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Badge, Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconForms, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { useFormats } from "@/shared/i18n/formats";
import { useSession } from "@/shared/session/session";
import { columnsOf, DataTable } from "@/shared/table/data-table";
import { DeskFrame } from "./desk-frame";
import type { FieldsSearch } from "./field-dialog";
import { FieldDialog } from "./field-dialog";
import { fieldTypes } from "./field-types";
import { IndexMark, indexesOnTheirWay } from "./index-mark";
import { inLanguage } from "./localized";
import { deskQueries } from "./queries";
import type { FieldDefinition, RequestType } from "./resources";

interface FieldsPageProps {
  deskKey: string;
  search: FieldsSearch;
  onSearch: (search: FieldsSearch) => void;
}

interface FieldLine extends FieldDefinition {
  usedBy: RequestType[];
}

const column = columnsOf<FieldLine>();
const fieldKey = (field: FieldLine) => String(field.id);
/** Whether a field belongs to a desk; the system's and the installation's name none. */
const isOwn = (deskId: unknown) => typeof deskId === "number";

/** The fields that a desk's forms are made of, and where they are used. */
export function FieldsPage({ deskKey, search, onSearch }: FieldsPageProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const fields = useQuery({
    ...deskQueries.fields(deskKey),
    refetchInterval: ({ state }) => (indexesOnTheirWay(state.data) ? 3000 : false),
  });
  const requestTypes = useQuery(deskQueries.requestTypes(deskKey));
  const lines = useMemo(
    () =>
      fields.data?.map((field) => ({
        ...field,
        usedBy: (requestTypes.data ?? []).filter(({ form }) =>
          form.sections.some((section) => section.fields.some(({ fieldId }) => fieldId === field.id)),
        ),
      })),
    [fields.data, requestTypes.data],
  );
  const edited = lines?.find(({ id }) => id === search.field);

  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("name", {
          header: t`Name`,
          cell: ({ row: { original: field } }) => <FieldName deskKey={deskKey} field={field} />,
        }),
        column.accessor("type", {
          header: t`Type`,
          cell: ({ getValue }) => i18n._(fieldTypes[getValue()]),
          meta: { width: "150px" },
        }),
        column.accessor("key", {
          header: t`Key`,
          cell: ({ getValue }) => <Code>{getValue()}</Code>,
          meta: { width: "200px", hiddenBelow: 900 },
        }),
        column.accessor("usedBy", {
          header: t`Used by`,
          cell: ({ getValue }) => <UsedBy deskKey={deskKey} requestTypes={getValue()} />,
          meta: { hiddenBelow: 700 },
        }),
      ]),
    [t, i18n, deskKey],
  );

  return (
    <DeskFrame
      deskKey={deskKey}
      part={t`Fields`}
      actions={
        <Button
          renderRoot={(props) => (
            <Link
              to="/admin/desks/$deskKey/fields"
              params={{ deskKey }}
              search={{ field: "new" }}
              {...props}
            />
          )}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          <Trans>New field</Trans>
        </Button>
      }
    >
      <DataTable
        label={t`Fields`}
        columns={columns}
        rows={lines}
        rowKey={fieldKey}
        onOpen={(field) => {
          if (isOwn(field.deskId)) onSearch({ field: field.id });
        }}
        failure={fields.error}
        onRetry={() => void fields.refetch()}
        card={(field) => (
          <Stack gap={2}>
            <FieldName deskKey={deskKey} field={field} />
            <Text size="sm" c="dimmed">
              {i18n._(fieldTypes[field.type])} · {field.key}
            </Text>
            <UsedBy deskKey={deskKey} requestTypes={field.usedBy} />
          </Stack>
        )}
        empty={<EmptyState icon={<IconForms size={26} />} title={t`This desk has no fields`} />}
      />
      <FieldDialog
        opened={edited !== undefined ? isOwn(edited.deskId) : search.field === "new"}
        deskKey={deskKey}
        asked={search.field}
        field={edited}
        onClose={() => onSearch({})}
      />
    </DeskFrame>
  );
}

function FieldName({ deskKey, field }: { deskKey: string; field: FieldLine }) {
  const { language } = useFormats();
  const { administrator } = useSession();
  const name = inLanguage(field.name, language);
  const ofInstallation = !field.system && !isOwn(field.deskId);
  return (
    <Group gap={8}>
      {field.system || (ofInstallation && !administrator) ? (
        <span>{name}</span>
      ) : (
        <Anchor
          renderRoot={(props) =>
            ofInstallation ? (
              <Link to="/admin/fields" search={{ field: field.id }} {...props} />
            ) : (
              <Link
                to="/admin/desks/$deskKey/fields"
                params={{ deskKey }}
                search={{ field: field.id }}
                {...props}
              />
            )
          }
          c="inherit"
          fw={550}
        >
          {name}
        </Anchor>
      )}
      {field.system && (
        <Badge size="sm" variant="light" color="gray">
          <Trans>Built in</Trans>
        </Badge>
      )}
      {ofInstallation && (
        <Badge size="sm" variant="light">
          <Trans>All desks</Trans>
        </Badge>
      )}
      <DisabledMark field={field} />
      <IndexMark field={field} />
    </Group>
  );
}

/** Said of a field that is put on no further form. */
export function DisabledMark({ field }: { field: FieldDefinition }) {
  if (field.active) return null;
  return (
    <Badge size="sm" variant="light" color="gray">
      <Trans>Disabled</Trans>
    </Badge>
  );
}

function UsedBy({ deskKey, requestTypes }: { deskKey: string; requestTypes: RequestType[] }) {
  const { language } = useFormats();
  if (requestTypes.length === 0) {
    return (
      <Text size="sm" c="dimmed" component="span">
        <Trans>No form</Trans>
      </Text>
    );
  }
  return (
    <Group gap="0 10px">
      {requestTypes.map((type) => (
        <Anchor
          key={type.id}
          size="sm"
          lh="24px"
          display="inline-block"
          renderRoot={(props) => (
            <Link
              to="/admin/desks/$deskKey/request-types/$requestTypeId"
              params={{ deskKey, requestTypeId: type.id }}
              search={{ part: "form" }}
              {...props}
            />
          )}
        >
          {inLanguage(type.name, language)}
        </Anchor>
      ))}
    </Group>
  );
}
