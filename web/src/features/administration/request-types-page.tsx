import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Anchor, Badge, Button, Group, Menu, Paper, Stack, Text, Title } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconDotsVertical,
  IconForms,
  IconPencil,
  IconPlus,
  IconTrash,
} from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { PageSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import { TicketTypeMark } from "@/shared/ticket/ticket-type";
import { DeskFrame } from "./desk-frame";
import { inLanguage } from "./localized";
import { moveItem, OrderedList } from "./ordered-list";
import { deskQueries } from "./queries";
import { RequestTypeGroupDialog } from "./request-type-group-dialog";
import classes from "./request-types-page.module.css";
import type { RequestType, RequestTypeGroup } from "./resources";

/** What can be asked of a desk, under its headings and in the order in which the portal shows it. */
export function RequestTypesPage({ deskKey }: { deskKey: string }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const client = useQueryClient();
  const groups = useQuery(deskQueries.requestTypeGroups(deskKey));
  const requestTypes = useQuery(deskQueries.requestTypes(deskKey));
  /** The group in the dialog; `new` for one to be made. */
  const [edited, setEdited] = useState<RequestTypeGroup | "new" | null>(null);

  const typesKey = deskQueries.requestTypes(deskKey).queryKey;
  const groupsKey = deskQueries.requestTypeGroups(deskKey).queryKey;
  const settle = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: groupsKey }),
      client.invalidateQueries({ queryKey: typesKey }),
    ]);
  };

  const moveType = useMutation({
    mutationFn: ({ type, to }: { type: RequestType; siblings: RequestType[]; to: number }) =>
      answer(
        api.PATCH("/api/desks/{deskKey}/request-types/{id}", {
          params: { path: { deskKey, id: type.id } },
          headers: ifMatch(type.version),
          body: { position: to },
        }),
      ),
    onMutate: ({ type, siblings, to }) => {
      const order = moveItem(siblings, siblings.indexOf(type), to);
      client.setQueryData<RequestType[]>(typesKey, (known) => {
        let next = 0;
        return known?.map((one) => (one.groupId === type.groupId ? (order[next++] ?? one) : one));
      });
    },
    onError: toast.failed,
    onSettled: settle,
  });
  const moveGroup = useMutation({
    mutationFn: ({ group, to }: { group: RequestTypeGroup; to: number }) =>
      answer(
        api.PATCH("/api/desks/{deskKey}/request-type-groups/{id}", {
          params: { path: { deskKey, id: group.id } },
          headers: ifMatch(group.version),
          body: { position: to },
        }),
      ),
    onError: toast.failed,
    onSettled: settle,
  });
  const deleteGroup = useMutation({
    mutationFn: (group: RequestTypeGroup) =>
      answer(
        api.DELETE("/api/desks/{deskKey}/request-type-groups/{id}", {
          params: { path: { deskKey, id: group.id } },
          headers: ifMatch(group.version),
        }),
      ),
    onSuccess: () => toast.done(t`The group is deleted.`),
    onError: toast.failed,
    onSettled: settle,
  });

  async function askDelete(group: RequestTypeGroup, inside: number) {
    const name = inLanguage(group.name, language);
    const sure =
      inside === 0 ||
      (await confirm({
        title: t`Delete the group ${name}?`,
        body: <Trans>Its request types stay: they stand without a group at the end of the list.</Trans>,
        confirm: t`Delete the group`,
      }));
    if (sure) deleteGroup.mutate(group);
  }

  const failure = groups.error ?? requestTypes.error;
  const sections =
    groups.data && requestTypes.data
      ? [...groups.data, null]
          .map((group) => ({
            group,
            types: requestTypes.data.filter(({ groupId }) => (groupId ?? null) === (group?.id ?? null)),
          }))
          .filter(({ group, types }) => group !== null || types.length > 0)
      : undefined;
  const groupCount = groups.data?.length ?? 0;

  return (
    <DeskFrame
      deskKey={deskKey}
      part={t`Request types`}
      actions={
        <>
          <Button variant="default" onClick={() => setEdited("new")}>
            <Trans>Add a group</Trans>
          </Button>
          <Button
            renderRoot={(props) => (
              <Link to="/admin/desks/$deskKey/request-types/new" params={{ deskKey }} {...props} />
            )}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            <Trans>Add a request type</Trans>
          </Button>
        </>
      }
    >
      {failure && !sections ? (
        <LoadFailure
          failure={failure}
          onRetry={() => {
            void groups.refetch();
            void requestTypes.refetch();
          }}
        />
      ) : sections === undefined ? (
        <PageSkeleton />
      ) : sections.length === 0 ? (
        <EmptyState icon={<IconForms size={26} />} title={t`Nothing can be asked of this desk yet`}>
          <Trans>Add a request type for each thing people come with, such as a new laptop.</Trans>
        </EmptyState>
      ) : (
        <Stack gap="lg" maw={960}>
          {sections.map(({ group, types }, place) => {
            const heading = `group-${group?.id ?? 0}`;
            const name = group ? inLanguage(group.name, language) : t`Without a group`;
            return (
              <section key={heading} aria-labelledby={heading}>
                <Group justify="space-between" mb={6} wrap="nowrap">
                  <Title order={2} id={heading} c={group ? undefined : "dimmed"}>
                    {name}
                  </Title>
                  {group && (
                    <Menu>
                      <Menu.Target>
                        <ActionIcon aria-label={t`Actions for the group ${name}`}>
                          <IconDotsVertical size={18} />
                        </ActionIcon>
                      </Menu.Target>
                      <Menu.Dropdown>
                        <Menu.Item
                          leftSection={<IconPencil size={16} aria-hidden />}
                          onClick={() => setEdited(group)}
                        >
                          <Trans>Rename…</Trans>
                        </Menu.Item>
                        <Menu.Item
                          leftSection={<IconArrowUp size={16} aria-hidden />}
                          disabled={place === 0}
                          onClick={() => moveGroup.mutate({ group, to: place - 1 })}
                        >
                          <Trans>Move up</Trans>
                        </Menu.Item>
                        <Menu.Item
                          leftSection={<IconArrowDown size={16} aria-hidden />}
                          disabled={place === groupCount - 1}
                          onClick={() => moveGroup.mutate({ group, to: place + 1 })}
                        >
                          <Trans>Move down</Trans>
                        </Menu.Item>
                        <Menu.Divider />
                        <Menu.Item
                          color="red"
                          leftSection={<IconTrash size={16} aria-hidden />}
                          onClick={() => void askDelete(group, types.length)}
                        >
                          {types.length > 0 ? <Trans>Delete…</Trans> : <Trans>Delete</Trans>}
                        </Menu.Item>
                      </Menu.Dropdown>
                    </Menu>
                  )}
                </Group>
                <Paper>
                  {types.length === 0 ? (
                    <Text c="dimmed" p="sm">
                      <Trans>No request types. The portal does not show an empty group.</Trans>
                    </Text>
                  ) : (
                    <OrderedList
                      label={name}
                      items={types}
                      keyOf={(type) => type.id}
                      nameOf={(type) => inLanguage(type.name, language)}
                      onMove={(from, to) => {
                        const type = types[from];
                        if (type) moveType.mutate({ type, siblings: types, to });
                      }}
                    >
                      {(type) => <RequestTypeLine deskKey={deskKey} type={type} />}
                    </OrderedList>
                  )}
                </Paper>
              </section>
            );
          })}
        </Stack>
      )}
      <RequestTypeGroupDialog
        deskKey={deskKey}
        edited={edited}
        onClose={() => setEdited(null)}
        onSaved={async () => {
          setEdited(null);
          await settle();
        }}
      />
    </DeskFrame>
  );
}

function RequestTypeLine({ deskKey, type }: { deskKey: string; type: RequestType }) {
  const { language } = useFormats();
  return (
    <div className={classes.line}>
      <RequestTypeIcon icon={type.icon} size={30} />
      <div className={classes.text}>
        <Anchor
          renderRoot={(props) => (
            <Link
              to="/admin/desks/$deskKey/request-types/$requestTypeId"
              params={{ deskKey, requestTypeId: type.id }}
              {...props}
            />
          )}
          c="inherit"
          fw={550}
        >
          {inLanguage(type.name, language)}
        </Anchor>
        <Text size="sm" c="dimmed" lineClamp={1}>
          {inLanguage(type.description, language)}
        </Text>
      </div>
      <Group gap={6}>
        <TicketTypeMark type={type.ticketType} />
        {!type.active && (
          <Badge size="sm" variant="light" color="gray">
            <Trans context="request type">Inactive</Trans>
          </Badge>
        )}
        {type.active && !type.portal && (
          <Badge size="sm" variant="light" color="gray">
            <Trans>Agents only</Trans>
          </Badge>
        )}
      </Group>
    </div>
  );
}
