import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { useFormats } from "@/shared/i18n/formats";
import { PageHeader } from "@/shared/layout/page-header";
import { columnsOf, DataTable } from "@/shared/table/data-table";
import { groupQueries } from "./queries";
import type { PersonGroup } from "./resources";
import { SearchInput } from "./search-input";

export interface GroupsSearch {
  q?: string;
}

interface GroupsPageProps {
  search: GroupsSearch;
  onSearch: (search: GroupsSearch) => void;
}

const column = columnsOf<PersonGroup>();
const groupKey = (group: PersonGroup) => String(group.id);

/** Groups of people, to which roles are given and work is assigned. */
export function GroupsPage({ search, onSearch }: GroupsPageProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const navigate = useNavigate();
  const groups = useInfiniteQuery(groupQueries.list(search.q));
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("name", {
          header: t`Name`,
          cell: ({ row }) => <GroupLink group={row.original} />,
        }),
        column.accessor("description", {
          header: t({ message: "Description", context: "administration" }),
          meta: { hiddenBelow: 700 },
        }),
        column.accessor("memberCount", {
          header: t`Members`,
          cell: ({ getValue }) => formats.number(getValue()),
          meta: { width: "110px", align: "end" },
        }),
      ]),
    [t, formats],
  );
  return (
    <>
      <PageHeader
        title={t`Groups`}
        description={t`Give a role on a desk to a whole group, and assign tickets to it as a team.`}
        actions={
          <Button
            renderRoot={(props) => <Link to="/admin/groups/new" {...props} />}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            <Trans>Add a group</Trans>
          </Button>
        }
      />
      <Group mb="md">
        <SearchInput
          label={t`Search groups`}
          value={search.q ?? ""}
          onSearch={(q) => onSearch({ q: q || undefined })}
        />
      </Group>
      <DataTable
        label={t`Groups`}
        columns={columns}
        rows={groups.data?.pages.flatMap(({ items }) => items)}
        rowKey={groupKey}
        onOpen={(group) => void navigate({ to: "/admin/groups/$groupId", params: { groupId: group.id } })}
        failure={groups.error}
        onRetry={() => void groups.refetch()}
        hasMore={groups.hasNextPage}
        loadingMore={groups.isFetchingNextPage}
        onMore={() => void groups.fetchNextPage()}
        card={(group) => (
          <Stack gap={2}>
            <GroupLink group={group} />
            <Text size="sm" c="dimmed">
              {group.description}
            </Text>
          </Stack>
        )}
        empty={
          search.q ? (
            <EmptyState icon={<IconUsersGroup size={26} />} title={t`No group is called that`} />
          ) : (
            <EmptyState icon={<IconUsersGroup size={26} />} title={t`There are no groups yet`}>
              <Trans>A group saves work when several people do the same, such as the network team.</Trans>
            </EmptyState>
          )
        }
      />
    </>
  );
}

function GroupLink({ group }: { group: PersonGroup }) {
  return (
    <Group gap={8}>
      <Anchor
        renderRoot={(props) => <Link to="/admin/groups/$groupId" params={{ groupId: group.id }} {...props} />}
        c="inherit"
        fw={550}
      >
        {group.name}
      </Anchor>
      {group.team && (
        <Badge size="sm" variant="light">
          <Trans>Team</Trans>
        </Badge>
      )}
    </Group>
  );
}
