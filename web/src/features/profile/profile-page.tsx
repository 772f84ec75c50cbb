import { useLingui } from "@lingui/react/macro";
import { Box, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useId } from "react";
import { PageHeader } from "@/shared/layout/page-header";
import { Absences } from "@/shared/person/absences";
import { PersonAvatar } from "@/shared/person/person";
import { useSession } from "@/shared/session/session";
import { NotificationForm } from "./notification-form";
import { PasswordForm } from "./password-form";
import { PersonForm } from "./person-form";
import { SessionList } from "./session-list";
import { TokenList } from "./token-list";
import { ToldBrowsers } from "./told-browsers";

/** What a person can settle about themselves. */
export function ProfilePage() {
  const { t } = useLingui();
  const { person } = useSession();
  return (
    <Box maw={760} mx="auto">
      <PageHeader
        title={t`Your profile`}
        description={person.email}
        leading={<PersonAvatar person={person} size={44} />}
      />
      <Stack gap="lg">
        <Section title={t`You`}>
          <PersonForm key={person.version} />
        </Section>
        <Section title={t`Notifications`} description={t`Of what you do yourself you are not told.`}>
          <Stack gap="lg">
            <ToldBrowsers />
            <NotificationForm />
          </Stack>
        </Section>
        <Section
          title={t`Absence`}
          description={t`While you are away, somebody else decides the approvals that wait for you. It is recorded who did.`}
        >
          <Absences />
        </Section>
        <Section title={t`Password`}>
          <PasswordForm />
        </Section>
        <Section
          title={t`Where you are signed in`}
          description={t`If you do not know one of these, sign it out and change your password.`}
        >
          <SessionList />
        </Section>
        <Section
          title={t`API tokens`}
          description={t`Let a program act for you, with at most your own permissions. A token can be withdrawn at any time.`}
        >
          <TokenList />
        </Section>
      </Stack>
    </Box>
  );
}

function Section({
  title,
  description,
  children,
}: {
  title: string;
  description?: string;
  children: ReactNode;
}) {
  const heading = useId();
  return (
    <Paper component="section" p={{ base: "md", xs: "lg" }} aria-labelledby={heading}>
      <Title order={2} id={heading} size="h3">
        {title}
      </Title>
      {description && (
        <Text c="dimmed" mt={2}>
          {description}
        </Text>
      )}
      <div style={{ marginTop: 16 }}>{children}</div>
    </Paper>
  );
}
