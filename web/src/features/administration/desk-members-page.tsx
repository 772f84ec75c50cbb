import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import {
  ActionIcon,
  Avatar,
  Button,
  Group,
  Paper,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Title,
} from "@mantine/core";
import { IconUsers, IconUsersGroup, IconX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import type { PersonRef } from "@/shared/person/person";
import { PersonAvatar } from "@/shared/person/person";
import { PersonPicker } from "@/shared/person/person-picker";
import { DeskFrame } from "./desk-frame";
import classes from "./desk-members-page.module.css";
import { GroupPicker } from "./group-picker";
import { deskQueries } from "./queries";
import type { DeskMember, DeskRole } from "./resources";

const roles: Readonly<Record<DeskRole, { name: MessageDescriptor; may: MessageDescriptor }>> = {
  desk_manager: {
    name: msg`Desk manager`,
    may: msg`Works on tickets and configures this desk: members, request types, forms.`,
  },
  agent: {
    name: msg`Agent`,
    may: msg`Works on the desk’s tickets: answers, assigns, resolves.`,
  },
  collaborator: {
    name: msg`Collaborator`,
    may: msg`Sees the desk’s tickets and adds internal notes, without answering customers.`,
  },
  customer: {
    name: msg`Customer`,
    may: msg`Sends requests to this desk when it is open to its members only.`,
  },
};
const order = Object.keys(roles) as DeskRole[];

/** Who has which role on a desk, by themselves or through a group. */
export function DeskMembersPage({ deskKey }: { deskKey: string }) {
  const { t } = useLingui();
  const members = useQuery(deskQueries.members(deskKey));
  return (
    <DeskFrame deskKey={deskKey} part={t`Members`}>
      <Stack gap="lg" maw={860}>
        <AddMember deskKey={deskKey} />
        {members.error && !members.data ? (
          <LoadFailure failure={members.error} onRetry={() => void members.refetch()} />
        ) : members.data === undefined ? (
          <Paper p="lg">
            <TextSkeleton />
          </Paper>
        ) : members.data.length === 0 ? (
          <EmptyState icon={<IconUsers size={26} />} title={t`Nobody works on this desk yet`}>
            <Trans>Add agents above, so that somebody answers what customers ask.</Trans>
          </EmptyState>
        ) : (
          order.map((role) => (
            <MembersWithRole
              key={role}
              deskKey={deskKey}
              role={role}
              members={members.data.filter((member) => member.role === role)}
            />
          ))
        )}
      </Stack>
    </DeskFrame>
  );
}

interface NewMember extends Record<string, unknown> {
  role: DeskRole;
  personId: number | null;
  groupId: number | null;
}

function AddMember({ deskKey }: { deskKey: string }) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [kind, setKind] = useState<"person" | "group">("person");
  const [person, setPerson] = useState<PersonRef | null>(null);
  const form = useServerForm<NewMember, DeskMember>({
    initialValues: { role: "agent", personId: null, groupId: null },
    guard: false,
    validate: ({ personId, groupId }) =>
      kind === "person"
        ? personId === null
          ? { personId: t`Choose a person.` }
          : {}
        : groupId === null
          ? { groupId: t`Choose a group.` }
          : {},
    send: ({ role, personId, groupId }) =>
      answer(
        api.POST("/api/desks/{deskKey}/members", {
          params: { path: { deskKey } },
          body: kind === "person" ? { role, personId } : { role, groupId },
        }),
      ),
    onSent: async (_, { role }) => {
      form.setValues({ role, personId: null, groupId: null });
      setPerson(null);
      await client.invalidateQueries({ queryKey: deskQueries.members(deskKey).queryKey });
      toast.done(t`Added`);
    },
  });
  return (
    <Paper p="lg" component="section" aria-labelledby="add-member">
      <Title order={2} id="add-member" mb="sm">
        <Trans>Add a member</Trans>
      </Title>
      <ServerFormView form={form} label={t`Add a member`}>
        <SegmentedControl
          aria-label={t`A person or a group`}
          value={kind}
          onChange={(next) => {
            setKind(next as typeof kind);
            form.clearErrors();
          }}
          data={[
            { value: "person", label: t`A person` },
            { value: "group", label: t`A group` },
          ]}
          style={{ alignSelf: "flex-start" }}
        />
        <Group align="flex-start" gap="sm">
          <div style={{ flex: "2 1 240px" }}>
            {kind === "person" ? (
              <PersonPicker
                label={t`Person`}
                visibleLabel
                value={form.values.personId}
                known={person}
                onChange={(personId, chosen) => {
                  setPerson(chosen);
                  form.setFieldValue("personId", personId);
                }}
                error={form.errors.personId}
              />
            ) : (
              <GroupPicker
                label={t`Group`}
                value={form.values.groupId}
                onChange={(groupId) => form.setFieldValue("groupId", groupId)}
                error={form.errors.groupId}
              />
            )}
          </div>
          <Select
            {...form.getInputProps("role")}
            label={t`Role`}
            data={order.map((role) => ({ value: role, label: i18n._(roles[role].name) }))}
            allowDeselect={false}
            flex="1 1 160px"
          />
          <Button type="submit" loading={form.sending} mt={{ base: 0, xs: 25 }}>
            <Trans>Add</Trans>
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {i18n._(roles[form.values.role].may)}
        </Text>
      </ServerFormView>
    </Paper>
  );
}

function nameOf({ person, group }: DeskMember): string {
  return person?.displayName ?? group?.name ?? "";
}

interface MembersWithRoleProps {
  deskKey: string;
  role: DeskRole;
  members: DeskMember[];
}

function MembersWithRole({ deskKey, role, members }: MembersWithRoleProps) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const settle = () => client.invalidateQueries({ queryKey: deskQueries.members(deskKey).queryKey });
  const restore = useMutation({
    mutationFn: ({ person, group }: DeskMember) =>
      answer(
        api.POST("/api/desks/{deskKey}/members", {
          params: { path: { deskKey } },
          body: { role, personId: person?.id, groupId: group?.id },
        }),
      ),
    onError: toast.failed,
    onSettled: settle,
  });
  const remove = useMutation({
    mutationFn: ({ id }: DeskMember) =>
      answer(api.DELETE("/api/desks/{deskKey}/members/{id}", { params: { path: { deskKey, id } } })),
    onSuccess: (_, member) => {
      const name = nameOf(member);
      const roleName = i18n._(roles[role].name);
      toast.done(t`${name} no longer has the role ${roleName}.`, () => restore.mutate(member));
    },
    onError: toast.failed,
    onSettled: settle,
  });
  if (members.length === 0) return null;
  const title = i18n._(roles[role].name);
  return (
    <section aria-labelledby={`role-${role}`}>
      <Group gap="xs" mb={2}>
        <Title order={2} id={`role-${role}`}>
          {title}
        </Title>
        <Text c="dimmed">{members.length}</Text>
      </Group>
      <Text size="sm" c="dimmed" mb="xs">
        {i18n._(roles[role].may)}
      </Text>
      <Paper>
        <ul className={classes.members} aria-labelledby={`role-${role}`}>
          {members.map((member) => {
            const name = nameOf(member);
            return (
              <li key={member.id} className={classes.member}>
                {member.person ? (
                  <PersonAvatar person={member.person} />
                ) : (
                  <Avatar size={26} radius="sm" aria-hidden>
                    <IconUsersGroup size={16} />
                  </Avatar>
                )}
                <div style={{ flex: 1, minWidth: 0 }}>
                  <Text truncate>{name}</Text>
                  <Text size="sm" c="dimmed" truncate>
                    {member.person ? member.person.email : <Trans>Group</Trans>}
                  </Text>
                </div>
                <ActionIcon
                  aria-label={t`Take the role ${title} from ${name}`}
                  onClick={() => remove.mutate(member)}
                  disabled={remove.isPending}
                >
                  <IconX size={16} />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
      </Paper>
    </section>
  );
}
