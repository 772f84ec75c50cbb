import { Plural, Trans, useLingui } from "@lingui/react/macro";
import {
  Alert,
  Anchor,
  Badge,
  Button,
  FileInput,
  Group,
  Paper,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { IconAlertTriangle, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { confirm } from "@/shared/feedback/confirm";
import { Dialog } from "@/shared/feedback/dialog";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { problemLines } from "@/shared/feedback/problem-text";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { RelativeTime } from "@/shared/i18n/time";
import classes from "../form-versions.module.css";
import type { LocalizedText } from "../resources";
import { LocalizedTextInput } from "../workflow/localized-text-input";
import type { HolidaySet } from "./queries";
import { calendarQueries, holidaySetQueries } from "./queries";

/** Holidays that come from iCalendar: files that were imported, and addresses that are asked every day. */
export function ReadHolidays({ deskKey }: { deskKey: string | null }) {
  const { t } = useLingui();
  const [asked, setAsked] = useState<HolidaySet | "new" | null>(null);
  const { data, error, refetch } = useQuery(holidaySetQueries.read(deskKey));
  const sets = data?.filter(({ read }) => (read?.deskKey ?? null) === deskKey);
  return (
    <section>
      <Group justify="space-between" mt="xl" mb="xs">
        <Title order={2} size="h4">
          <Trans>Holidays from iCalendar</Trans>
        </Title>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => setAsked("new")}
        >
          <Trans>Add holidays</Trans>
        </Button>
      </Group>
      <Text c="dimmed" mb="sm" maw={720}>
        <Trans>
          Public holidays of all countries are there without this. A company’s own days can be imported from
          an .ics file, or fetched every day from the address of a calendar.
        </Trans>
      </Text>
      {error && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!sets && !error && <TextSkeleton lines={2} />}
      {sets && sets.length > 0 && (
        <Paper px="md" maw={840}>
          <ul className={classes.versions}>
            {sets.map((set) => (
              <Line key={set.key} set={set} onReplace={() => setAsked(set)} />
            ))}
          </ul>
        </Paper>
      )}
      <Dialog
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={asked === "new" ? t`Add holidays` : asked ? asked.name : ""}
      >
        {asked !== null && (
          <HolidayForm
            deskKey={deskKey}
            set={asked === "new" ? null : asked}
            onClose={() => setAsked(null)}
          />
        )}
      </Dialog>
    </section>
  );
}

function Line({ set, onReplace }: { set: HolidaySet; onReplace: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { name, read } = set;
  const stale = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: holidaySetQueries.all }),
      client.invalidateQueries({ queryKey: calendarQueries.all }),
    ]);
  const fetched = useMutation({
    mutationFn: (id: number) =>
      answer(api.POST("/api/holiday-sets/{id}/fetch", { params: { path: { id } } })),
    onError: toast.failed,
    onSuccess: ({ read: after }) => {
      if (after?.failure) toast.refused(after.failure);
      else toast.done(t`Fetched`);
    },
    onSettled: stale,
  });
  const deleted = useMutation({
    mutationFn: (id: number) => answer(api.DELETE("/api/holiday-sets/{id}", { params: { path: { id } } })),
    onError: (failure) => toast.refused(problemLines(failure).join(" ")),
    onSuccess: () => toast.done(t`${name} is deleted.`),
    onSettled: stale,
  });
  if (!read) return null;
  return (
    <li className={classes.version}>
      <div style={{ minWidth: 0, flex: "1 1 260px" }}>
        <Group gap="xs">
          <Text fw={550}>{name}</Text>
          {read.failure && (
            <Badge
              size="sm"
              color="red"
              variant="light"
              leftSection={<IconAlertTriangle size={12} aria-hidden />}
            >
              <Trans>Not fetched</Trans>
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" component="div">
          <Plural value={read.days} one="# day" other="# days" />
          {" · "}
          {read.address ? <Trans>fetched</Trans> : <Trans>imported</Trans>}{" "}
          <RelativeTime instant={read.readAt} />
        </Text>
        {read.address && (
          <Anchor
            size="sm"
            href={read.address}
            rel="noreferrer"
            target="_blank"
            style={{ overflowWrap: "anywhere" }}
          >
            {read.address}
          </Anchor>
        )}
        {read.failure && (
          <Text size="sm" c="red">
            {read.failure}
          </Text>
        )}
      </div>
      {read.mayShape && (
        <Group gap="xs">
          {read.address ? (
            <Button
              size="xs"
              variant="default"
              aria-label={t`Fetch ${name} now`}
              loading={fetched.isPending}
              onClick={() => fetched.mutate(read.id)}
            >
              <Trans>Fetch now</Trans>
            </Button>
          ) : null}
          <Button size="xs" variant="default" aria-label={t`Change ${name}`} onClick={onReplace}>
            <Trans>Change</Trans>
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="red"
            aria-label={t`Delete ${name}`}
            loading={deleted.isPending}
            onClick={() =>
              void confirm({
                title: t`Delete ${name}?`,
                body: t`Holidays that no calendar has ever closed on can be deleted. They cannot be brought back.`,
                confirm: t`Delete`,
                destructive: true,
              }).then((yes) => yes && deleted.mutate(read.id))
            }
          >
            <Trans>Delete</Trans>
          </Button>
        </Group>
      )}
    </li>
  );
}

interface HolidayFormProps {
  deskKey: string | null;
  set: HolidaySet | null;
  onClose: () => void;
}

function HolidayForm({ deskKey, set, onClose }: HolidayFormProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const read = set?.read ?? null;
  const [way, setWay] = useState<"file" | "address">(read?.address ? "address" : "file");
  const [name, setName] = useState<LocalizedText>(read?.names ?? { ko: null, en: null });
  const [file, setFile] = useState<File | null>(null);
  const [address, setAddress] = useState(read?.address ?? "");
  const saved = useMutation({
    mutationFn: async (): Promise<HolidaySet> => {
      const text = way === "file" && file ? await file.text() : null;
      return answer(
        read
          ? api.PATCH("/api/holiday-sets/{id}", {
              params: { path: { id: read.id } },
              headers: ifMatch(read.version),
              body: { name, text, address: way === "address" && address !== read.address ? address : null },
            })
          : api.POST("/api/holiday-sets", {
              body: { deskKey, name, text, address: way === "address" ? address : null },
            }),
      );
    },
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: holidaySetQueries.all }),
        client.invalidateQueries({ queryKey: calendarQueries.all }),
      ]);
      toast.done(t`Saved`);
      onClose();
    },
  });
  const errors = isProblem(saved.error) ? saved.error.errors : [];
  const error = (pointer: string) => errors.find((each) => each.pointer.startsWith(pointer))?.message;
  const placed = /^\/(name|text|address)/;
  const others =
    saved.error && !errors.some(({ pointer }) => placed.test(pointer)) ? problemLines(saved.error) : [];
  return (
    <form
      noValidate
      aria-label={t`Holidays`}
      onSubmit={(event) => {
        event.preventDefault();
        saved.mutate();
      }}
    >
      <Stack gap="md">
        {others.length > 0 && (
          <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {others.join(" ")}
          </Alert>
        )}
        <LocalizedTextInput label={t`Name`} required value={name} onChange={setName} error={error("/name")} />
        {!read && (
          <SegmentedControl
            value={way}
            onChange={(next) => setWay(next as "file" | "address")}
            data={[
              { value: "file", label: t`From a file` },
              { value: "address", label: t`From an address, every day` },
            ]}
          />
        )}
        {way === "file" ? (
          <FileInput
            label={read ? t`Another file in its place` : t`iCalendar file (.ics)`}
            description={t`Events of whole days count, those that recur included.`}
            accept=".ics,text/calendar"
            value={file}
            onChange={setFile}
            placeholder={t`Choose a file`}
            error={error("/text")}
            clearable
            clearButtonProps={{ "aria-label": t`Clear` }}
          />
        ) : (
          <TextInput
            label={t`Address`}
            description={t`Begins with https:// and is open to this server.`}
            placeholder="https://calendar.example.com/holidays.ics"
            type="url"
            autoComplete="off"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            error={error("/address") ?? error("/text")}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={saved.isPending}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
