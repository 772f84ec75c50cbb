import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Badge, Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconPlus, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { languages } from "@/shared/i18n/language";
import { PageHeader } from "@/shared/layout/page-header";
import { PersonAvatar } from "@/shared/person/person";
import { columnsOf, DataTable } from "@/shared/table/data-table";
import { personQueries } from "./queries";
import type { Person } from "./resources";
import { SearchInput } from "./search-input";

export interface PeopleSearch {
  q?: string;
  state?: "inactive" | "all";
}

interface PeoplePageProps {
  search: PeopleSearch;
  onSearch: (search: PeopleSearch) => void;
}

const column = columnsOf<Person>();
const personKey = (person: Person) => String(person.id);

/** Everybody who may sign in, and those who no longer may. */
export function PeoplePage({ search, onSearch }: PeoplePageProps) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const state = search.state ?? "active";
  const people = useInfiniteQuery(
    personQueries.list({
      query: search.q,
      active: state === "all" ? undefined : state === "active",
    }),
  );
  const open = (person: Person) =>
    void navigate({ to: "/admin/people/$personId", params: { personId: person.id } });

  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("displayName", {
          header: t`Name`,
          cell: ({ row }) => <PersonLink person={row.original} />,
        }),
        column.accessor("email", { header: t`Email`, meta: { hiddenBelow: 700 } }),
        column.accessor("language", {
          header: t`Language`,
          cell: ({ getValue }) => languages.find(({ value }) => value === getValue())?.label,
          meta: { width: "120px", hiddenBelow: 900 },
        }),
        column.display({
          id: "badges",
          header: t`Marks`,
          cell: ({ row }) => <PersonBadges person={row.original} />,
          meta: { width: "220px" },
        }),
      ]),
    [t],
  );

  return (
    <>
      <PageHeader
        title={t({ message: "People", context: "administration" })}
        description={t`Everybody who can sign in: customers, agents and administrators.`}
        actions={
          <Button
            renderRoot={(props) => <Link to="/admin/people/new" {...props} />}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            <Trans>Add a person</Trans>
          </Button>
        }
      />
      <Group mb="md" gap="sm">
        <SearchInput
          label={t`Search by name or email`}
          value={search.q ?? ""}
          onSearch={(q) => onSearch({ ...search, q: q || undefined })}
        />
        <SegmentedControl
          aria-label={t`Which people`}
          value={state}
          onChange={(next) =>
            onSearch({ ...search, state: next === "active" ? undefined : (next as PeopleSearch["state"]) })
          }
          data={[
            { value: "active", label: t({ message: "Active", context: "people" }) },
            { value: "inactive", label: t({ message: "Inactive", context: "people" }) },
            { value: "all", label: t({ message: "All", context: "people" }) },
          ]}
        />
      </Group>
      <DataTable
        label={t({ message: "People", context: "administration" })}
        columns={columns}
        rows={people.data?.pages.flatMap(({ items }) => items)}
        rowKey={personKey}
        onOpen={open}
        failure={people.error}
        onRetry={() => void people.refetch()}
        hasMore={people.hasNextPage}
        loadingMore={people.isFetchingNextPage}
        onMore={() => void people.fetchNextPage()}
        card={(person) => (
          <Stack gap={4}>
            <PersonLink person={person} />
            <Text size="sm" c="dimmed">
              {person.email}
            </Text>
            <PersonBadges person={person} />
          </Stack>
        )}
        empty={
          <EmptyState icon={<IconUsers size={26} />} title={t`Nobody found`}>
            {search.q ? (
              <Trans>Try a part of the name or of the email address, or look among all people.</Trans>
            ) : (
              <Trans>Nobody is in this list.</Trans>
            )}
          </EmptyState>
        }
      />
    </>
  );
}

function PersonLink({ person }: { person: Person }) {
  return (
    <Group gap={8} wrap="nowrap" miw={0}>
      <PersonAvatar person={person} />
      <Anchor
        renderRoot={(props) => (
          <Link to="/admin/people/$personId" params={{ personId: person.id }} {...props} />
        )}
        c="inherit"
        fw={550}
        truncate
      >
        {person.displayName}
      </Anchor>
    </Group>
  );
}

export function PersonBadges({ person }: { person: Person }) {
  return (
    <Group gap={6}>
      {person.administrator && (
        <Badge variant="light" size="sm">
          <Trans>Administrator</Trans>
        </Badge>
      )}
      {!person.active && (
        <Badge variant="light" color="gray" size="sm">
          <Trans context="person">Inactive</Trans>
        </Badge>
      )}
    </Group>
  );
}
