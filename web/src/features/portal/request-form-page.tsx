import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Anchor, Breadcrumbs, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { IconInfoCircle, IconPencil, IconSend } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { FormSections } from "@/shared/field/form-sections";
import { ServerFormView } from "@/shared/form/server-form";
import { PageHeader } from "@/shared/layout/page-header";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import { searchColleagues } from "./colleagues";
import { ColleagueList, ColleaguePicker } from "./colleague-picker";
import { useNewRequest } from "./new-request";
import type { RequestForm } from "./portal-queries";
import { portalQueries } from "./portal-queries";
import { SimilarRequests } from "./similar-requests";
import classes from "./request-form-page.module.css";

/** The form of a request type: fill in, send, and see at once what becomes of it. */
export function RequestFormPage({ requestTypeId }: { requestTypeId: number }) {
  const { data: offered } = useSuspenseQuery(portalQueries.requestForm(requestTypeId));
  // A draft begun anew is a new form.
  const [round, setRound] = useState(0);
  return <NewRequest key={`${offered.id} ${round}`} offered={offered} onAgain={() => setRound(round + 1)} />;
}

function NewRequest({ offered, onAgain }: { offered: RequestForm; onAgain: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { form, state, envelope, change, uploads, setUploads, startAgain } = useNewRequest({
    offered,
    onSent: (request) =>
      navigate({ to: "/portal/requests/$key", params: { key: request.key }, search: { sent: true } }),
    onAgain,
  });

  return (
    <div className={classes.page}>
      <Breadcrumbs mb="sm" component="nav" aria-label={t`Where you are`}>
        <Anchor component={Link} to="/portal" size="sm">
          <Trans>Portal</Trans>
        </Anchor>
        <Text size="sm" c="dimmed">
          {offered.deskName}
        </Text>
      </Breadcrumbs>
      <PageHeader
        title={offered.name}
        description={offered.description}
        leading={<RequestTypeIcon icon={offered.icon} size={44} />}
      />
      {offered.help && (
        <Alert
          role="note"
          icon={<IconInfoCircle size={18} aria-hidden />}
          color="celadon"
          variant="light"
          mb="md"
          className={classes.help}
        >
          {offered.help}
        </Alert>
      )}
      {form.restored && (
        <Alert role="status" icon={<IconPencil size={18} aria-hidden />} color="gray" variant="light" mb="md">
          <Group justify="space-between" gap="xs">
            <span>
              <Trans>You began this earlier. What you typed is still here.</Trans>
            </span>
            <Button variant="default" size="xs" onClick={startAgain}>
              <Trans>Start again</Trans>
            </Button>
          </Group>
        </Alert>
      )}
      <Paper className={classes.form}>
        <ServerFormView form={form} label={offered.name}>
          <Stack gap="lg">
            <FormSections
              form={form}
              sections={offered.sections}
              state={state}
              searchPeople={searchColleagues}
              onBusy={(busy) => setUploads((count) => count + (busy ? 1 : -1))}
            />
            <SimilarRequests summary={typeof form.values.summary === "string" ? form.values.summary : ""} />
            <Stack gap="xs">
              <ColleaguePicker
                label={t`Share with colleagues`}
                description={t`They can follow this request and reply. Leave it empty to keep it between you and the desk.`}
                without={envelope.sharedWith}
                onChoose={(person) => change({ sharedWith: [...envelope.sharedWith, person] })}
              />
              <ColleagueList
                people={envelope.sharedWith}
                onRemove={(gone) =>
                  change({ sharedWith: envelope.sharedWith.filter(({ id }) => id !== gone.id) })
                }
              />
            </Stack>
            <Group gap="sm" className={classes.actions}>
              <Button
                type="submit"
                size="md"
                loading={form.sending}
                disabled={uploads > 0}
                leftSection={<IconSend size={17} aria-hidden />}
              >
                <Trans>Send request</Trans>
              </Button>
              <Text size="sm" c="dimmed" role="status">
                {uploads > 0 ? (
                  <Trans>Waiting for your files…</Trans>
                ) : (
                  <Trans>What you type is kept on this device until you send it.</Trans>
                )}
              </Text>
            </Group>
          </Stack>
        </ServerFormView>
      </Paper>
    </div>
  );
}
