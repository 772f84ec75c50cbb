import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Anchor, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconTrash, IconUsers, IconX } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { EmptyState } from "@/shared/feedback/empty-state";
import { toast } from "@/shared/feedback/toast";
import { PageHeader } from "@/shared/layout/page-header";
import type { PersonRef } from "@/shared/person/person";
import { PersonAvatar } from "@/shared/person/person";
import { PersonPicker } from "@/shared/person/person-picker";
import { columnsOf, DataTable } from "@/shared/table/data-table";
import { DeleteGroupDialog } from "./delete-group-dialog";
import { FormSheet } from "./form-sheet";
import type { GroupValues } from "./group-fields";
import { GroupFields, useGroupProblems } from "./group-fields";
import { groupQueries } from "./queries";
import type { PersonGroup } from "./resources";
import { useVersionedForm } from "./versioned-form";

const column = columnsOf<PersonRef>();
const personKey = (person: PersonRef) => String(person.id);
const valuesOf = ({ name, description, team }: PersonGroup): GroupValues => ({
  name,
  description,
  team,
});

/** One group: what it is called and who belongs to it. */
export function GroupPage({ groupId }: { groupId: number }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: group } = useSuspenseQuery(groupQueries.detail(groupId));
  const [deleting, setDeleting] = useState(false);

  const form = useVersionedForm<PersonGroup, GroupValues>({
    resource: group,
    valuesOf,
    validate: useGroupProblems(),
    send: (values, version) =>
      answer(
        api.PATCH("/api/groups/{id}", {
          params: { path: { id: groupId } },
          headers: ifMatch(version),
          body: values,
        }),
      ),
    reload: () => client.fetchQuery({ ...groupQueries.detail(groupId), staleTime: 0 }),
    onSaved: async (changed) => {
      client.setQueryData(groupQueries.detail(groupId).queryKey, changed);
      await client.invalidateQueries({ queryKey: [...groupQueries.all, "list"] });
      toast.done(t`Saved`);
    },
  });

  return (
    <>
      <PageHeader
        title={group.name}
        description={group.description}
        actions={
          <Button
            variant="light"
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setDeleting(true)}
          >
            <Trans>Delete…</Trans>
          </Button>
        }
      />
      <Stack gap="lg" maw={860}>
        <FormSheet form={form} label={t`Group`}>
          <GroupFields form={form} />
        </FormSheet>
        <GroupMembers group={group} />
      </Stack>
      <DeleteGroupDialog
        group={group}
        opened={deleting}
        onClose={() => setDeleting(false)}
        onDeleted={async () => {
          setDeleting(false);
          await navigate({ to: "/admin/groups", ignoreBlocker: true });
          client.removeQueries({ queryKey: [...groupQueries.all, groupId] });
          await client.invalidateQueries({ queryKey: groupQueries.all });
        }}
      />
    </>
  );
}

function GroupMembers({ group }: { group: PersonGroup }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const members = useInfiniteQuery(groupQueries.members(group.id));
  const settle = () => client.invalidateQueries({ queryKey: groupQueries.all });
  const member = (person: PersonRef) => ({ params: { path: { id: group.id, personId: person.id } } });

  const add = useMutation({
    mutationFn: (person: PersonRef) => answer(api.PUT("/api/groups/{id}/members/{personId}", member(person))),
    onSuccess: async (_, { displayName }) => {
      await settle();
      toast.done(t`${displayName} is now a member.`);
    },
    onError: toast.failed,
  });
  const remove = useMutation({
    mutationFn: (person: PersonRef) =>
      answer(api.DELETE("/api/groups/{id}/members/{personId}", member(person))),
    onSuccess: async (_, person) => {
      await settle();
      toast.done(t`${person.displayName} is no longer a member.`, () => add.mutate(person));
    },
    onError: toast.failed,
  });

  const removeMember = remove.mutate;
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("displayName", {
          header: t`Name`,
          cell: ({ row }) => <MemberLink person={row.original} />,
        }),
        column.accessor("email", { header: t`Email`, meta: { hiddenBelow: 700 } }),
        column.display({
          id: "remove",
          header: t`Remove`,
          cell: ({ row: { original: person } }) => (
            <RemoveMember person={person} onRemove={() => removeMember(person)} />
          ),
          meta: { width: "90px", align: "end" },
        }),
      ]),
    [t, removeMember],
  );

  return (
    <Paper p="lg" component="section" aria-labelledby="members">
      <Title order={2} id="members" mb="sm">
        <Trans>Members</Trans>
      </Title>
      <PersonPicker
        key={group.memberCount}
        label={t`Add a member`}
        visibleLabel
        value={null}
        onChange={(_, person) => person && add.mutate(person)}
        disabled={add.isPending}
      />
      <Text size="sm" c="dimmed" mt={4} mb="md">
        <Trans>Members have every role that their groups have on a desk.</Trans>
      </Text>
      <DataTable
        label={t`Members`}
        columns={columns}
        rows={members.data?.pages.flatMap(({ items }) => items)}
        rowKey={personKey}
        failure={members.error}
        onRetry={() => void members.refetch()}
        hasMore={members.hasNextPage}
        loadingMore={members.isFetchingNextPage}
        onMore={() => void members.fetchNextPage()}
        card={(person) => (
          <Group justify="space-between" wrap="nowrap">
            <MemberLink person={person} />
            <RemoveMember person={person} onRemove={() => removeMember(person)} />
          </Group>
        )}
        empty={
          <EmptyState icon={<IconUsers size={26} />} title={t`Nobody is in this group yet`}>
            <Trans>Add people above; they get the group’s roles at once.</Trans>
          </EmptyState>
        }
      />
    </Paper>
  );
}

function MemberLink({ person }: { person: PersonRef }) {
  return (
    <Group gap={8} wrap="nowrap" miw={0}>
      <PersonAvatar person={person} />
      <Anchor
        renderRoot={(props) => (
          <Link to="/admin/people/$personId" params={{ personId: person.id }} {...props} />
        )}
        c="inherit"
        truncate
      >
        {person.displayName}
      </Anchor>
    </Group>
  );
}

function RemoveMember({ person, onRemove }: { person: PersonRef; onRemove: () => void }) {
  const { t } = useLingui();
  return (
    <ActionIcon aria-label={t`Remove ${person.displayName} from the group`} onClick={onRemove}>
      <IconX size={16} />
    </ActionIcon>
  );
}
