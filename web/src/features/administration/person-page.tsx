import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Checkbox, Group, Input, Paper, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconKey, IconLogout, IconUserCheck, IconUserOff } from "@tabler/icons-react";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { problemText } from "@/shared/feedback/problem-text";
import { toast } from "@/shared/feedback/toast";
import { PageHeader } from "@/shared/layout/page-header";
import { Absences } from "@/shared/person/absences";
import { PersonAvatar } from "@/shared/person/person";
import { PersonPicker } from "@/shared/person/person-picker";
import { sessionQuery, useSession } from "@/shared/session/session";
import { FormSheet } from "./form-sheet";
import type { PasswordLink } from "./password-link";
import { PasswordLinkDialog } from "./password-link";
import { PersonBadges } from "./people-page";
import type { PersonValues } from "./person-fields";
import { PersonFields, usePersonProblems } from "./person-fields";
import { personQueries } from "./queries";
import type { Person } from "./resources";
import { useVersionedForm } from "./versioned-form";

interface EditedPerson extends PersonValues {
  administrator: boolean;
  managerId: number | null;
}

const valuesOf = ({
  displayName,
  email,
  language,
  timeZone,
  administrator,
  manager,
}: Person): EditedPerson => ({
  displayName,
  email,
  language,
  timeZone,
  administrator,
  managerId: manager?.id ?? null,
});

interface PersonPageProps {
  personId: number;
  /** They have just been added and cannot sign in yet. */
  added: boolean;
}

/** One person: who they are, and how they get in. */
export function PersonPage({ personId, added }: PersonPageProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { data: person } = useSuspenseQuery(personQueries.detail(personId));
  const session = useSession();
  const self = session.person.id === person.id;
  const name = person.displayName;
  const [link, setLink] = useState<PasswordLink | null>(null);

  async function remember(changed: Person) {
    client.setQueryData(personQueries.detail(personId).queryKey, changed);
    await client.invalidateQueries({ queryKey: [...personQueries.all, "list"] });
    if (self) await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }

  const form = useVersionedForm<Person, EditedPerson>({
    resource: person,
    valuesOf,
    validate: usePersonProblems(),
    send: (values, version) =>
      answer(
        api.PATCH("/api/people/{id}", {
          params: { path: { id: personId } },
          headers: ifMatch(version),
          body: values,
        }),
      ),
    reload: () => client.fetchQuery({ ...personQueries.detail(personId), staleTime: 0 }),
    onSaved: async (changed) => {
      await remember(changed);
      toast.done(t`Saved`);
    },
  });

  const makeLink = useMutation({
    mutationFn: (): Promise<PasswordLink> =>
      answer(api.POST("/api/people/{id}/password-reset", { params: { path: { id: personId } } })),
    onSuccess: setLink,
  });
  const signOut = useMutation({
    mutationFn: () => answer(api.DELETE("/api/people/{id}/sessions", { params: { path: { id: personId } } })),
    onSuccess: () => toast.done(t`${name} is signed out everywhere.`),
  });
  const setActive = useMutation({
    mutationFn: (active: boolean): Promise<Person> =>
      answer(
        api.PATCH("/api/people/{id}", {
          params: { path: { id: personId } },
          headers: ifMatch(person.version),
          body: { active },
        }),
      ),
    onSuccess: async (changed) => {
      form.follow(changed);
      await remember(changed);
      toast.done(changed.active ? t`${name} can sign in again.` : t`${name} can no longer sign in.`);
    },
    onError: () => void client.invalidateQueries({ queryKey: personQueries.detail(personId).queryKey }),
  });

  async function askSignOut() {
    const sure = await confirm({
      title: t`Sign ${name} out everywhere?`,
      body: (
        <Trans>
          Every browser in which they are signed in has to sign in again. Drafts in those browsers stay.
        </Trans>
      ),
      confirm: t`Sign out everywhere`,
      destructive: false,
    });
    if (sure) signOut.mutate();
  }

  async function askDeactivate() {
    const sure = await confirm({
      title: t`Deactivate ${name}?`,
      body: (
        <Stack gap="xs">
          <Text>
            <Trans>
              They are signed out everywhere, their API tokens are revoked, and they can no longer sign in or
              be chosen.
            </Trans>
          </Text>
          <Text>
            <Trans>
              Nothing they wrote is lost: tickets, comments and history keep their name. You can activate them
              again at any time, but the revoked tokens do not come back.
            </Trans>
          </Text>
        </Stack>
      ),
      confirm: t`Deactivate`,
    });
    if (sure) setActive.mutate(false);
  }

  return (
    <>
      <PageHeader
        title={name}
        description={person.email}
        leading={<PersonAvatar person={person} size={40} />}
        actions={<PersonBadges person={person} />}
      />
      <Stack maw={720} gap="lg">
        {added && !link && (
          <Alert
            variant="light"
            icon={<IconKey size={18} aria-hidden />}
            title={t`${name} has been added and has no password yet`}
          >
            <Stack gap="sm" align="flex-start">
              <Trans>Make a link and send it to them: with it they choose their password and sign in.</Trans>
              <Button size="xs" loading={makeLink.isPending} onClick={() => makeLink.mutate()}>
                <Trans>Make a password link</Trans>
              </Button>
            </Stack>
          </Alert>
        )}
        <FormSheet form={form} label={t`Person`}>
          <PersonFields form={form} />
          <Input.Wrapper id="manager" label={t`Manager`} error={form.errors.managerId}>
            <PersonPicker
              id="manager"
              label={t`Manager`}
              value={form.values.managerId}
              known={person.manager}
              onChange={(id) => form.setFieldValue("managerId", id)}
            />
          </Input.Wrapper>
          <Checkbox
            {...form.getInputProps("administrator", { type: "checkbox" })}
            label={t`Administrator`}
            description={t`May do everything on every desk, and administers people, groups and desks.`}
          />
        </FormSheet>
        <Paper p="lg" component="section" aria-labelledby="absence">
          <Title order={2} id="absence" mb={2}>
            <Trans>Absence</Trans>
          </Title>
          <Text c="dimmed" mb="md">
            <Trans>While they are away, somebody else decides the approvals that wait for them.</Trans>
          </Text>
          <Absences personId={personId} />
        </Paper>
        <Paper p="lg" component="section" aria-labelledby="access">
          <Title order={2} id="access" mb="sm">
            <Trans>Signing in</Trans>
          </Title>
          {person.active ? (
            <>
              <AccessAction
                title={t`Password link`}
                description={t`A link with which they choose a new password. The present password works until they do.`}
                failure={makeLink.error}
              >
                <Button
                  variant="default"
                  leftSection={<IconKey size={16} aria-hidden />}
                  loading={makeLink.isPending}
                  onClick={() => makeLink.mutate()}
                >
                  <Trans>Make a link</Trans>
                </Button>
              </AccessAction>
              <AccessAction
                title={t`Sessions`}
                description={t`Ends all their sessions, on this and every other device.`}
                failure={signOut.error}
              >
                <Button
                  variant="default"
                  leftSection={<IconLogout size={16} aria-hidden />}
                  loading={signOut.isPending}
                  onClick={() => void askSignOut()}
                >
                  <Trans>Sign out everywhere</Trans>
                </Button>
              </AccessAction>
              <AccessAction
                title={t`Deactivate`}
                description={t`For somebody who has left. They can no longer sign in; everything they wrote stays.`}
                failure={setActive.error}
              >
                <Button
                  variant="light"
                  color="red"
                  leftSection={<IconUserOff size={16} aria-hidden />}
                  loading={setActive.isPending}
                  onClick={() => void askDeactivate()}
                >
                  <Trans>Deactivate…</Trans>
                </Button>
              </AccessAction>
            </>
          ) : (
            <AccessAction
              title={t`This person is inactive`}
              description={t`They cannot sign in and cannot be chosen. Once active again, they sign in with the password they had.`}
              failure={setActive.error}
            >
              <Button
                variant="default"
                leftSection={<IconUserCheck size={16} aria-hidden />}
                loading={setActive.isPending}
                onClick={() => setActive.mutate(true)}
              >
                <Trans>Activate</Trans>
              </Button>
            </AccessAction>
          )}
        </Paper>
      </Stack>
      <PasswordLinkDialog link={link} name={name} onClose={() => setLink(null)} />
    </>
  );
}

interface AccessActionProps {
  title: string;
  description: string;
  failure: unknown;
  children: ReactNode;
}

function AccessAction({ title, description, failure, children }: AccessActionProps) {
  return (
    <Stack gap="xs" py="sm">
      <Group justify="space-between" gap="sm">
        <div style={{ flex: "1 1 260px" }}>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {description}
          </Text>
        </div>
        {children}
      </Group>
      {failure !== null && (
        <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {problemText(failure)}
        </Alert>
      )}
    </Stack>
  );
}
