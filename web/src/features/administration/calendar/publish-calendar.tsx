import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, idempotencyKey, ifMatch } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import { Dialog } from "@/shared/feedback/dialog";
import { problemLines } from "@/shared/feedback/problem-text";
import type { LocalizedText } from "../resources";
import { OpenTicketsPreview } from "../sla/open-tickets-preview";
import type { CalendarContent } from "./content";
import type { Calendar } from "./queries";

interface PublishCalendarProps {
  opened: boolean;
  calendar: Calendar;
  name: LocalizedText;
  content: CalendarContent;
  onClose: () => void;
  onPublished: (calendar: Calendar) => unknown;
}

/** The last look before a calendar counts differently. */
export function PublishCalendar(props: PublishCalendarProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t`Publish the calendar`}>
      {props.opened && <Publication {...props} />}
    </Dialog>
  );
}

function Publication({ calendar, name, content, onClose, onPublished }: PublishCalendarProps) {
  const { t } = useLingui();
  const [note, setNote] = useState("");
  const [key] = useState(freshKey);
  const sent = useMutation({
    mutationFn: (): Promise<Calendar> =>
      answer(
        calendar.id === 0
          ? api.POST("/api/calendars", {
              headers: idempotencyKey(key),
              body: { deskKey: calendar.deskKey ?? null, name, content, note },
            })
          : api.POST("/api/calendars/{id}/versions", {
              params: { path: { id: calendar.id } },
              headers: ifMatch(calendar.version),
              body: { name, content, note },
            }),
      ),
    onSuccess: onPublished,
  });
  const lines = problemLines(sent.error);
  return (
    <form
      noValidate
      aria-label={t`Publish the calendar`}
      onSubmit={(event) => {
        event.preventDefault();
        sent.mutate();
      }}
    >
      <Stack gap="md">
        {lines.length > 0 && (
          <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {lines.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </Alert>
        )}
        {calendar.id !== 0 && (
          <Text size="sm">
            <Trans>
              Whatever counts by this calendar counts by the new version from now on. An earlier version can
              be taken back at any time.
            </Trans>
          </Text>
        )}
        {calendar.id !== 0 && <OpenTicketsPreview subject={{ calendarId: calendar.id, content }} />}
        <Textarea
          label={t`Why`}
          description={t`Stands in the list of versions.`}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={sent.isPending}>
            <Trans>Publish</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
