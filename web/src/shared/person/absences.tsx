import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Input, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import type { Schemas } from "../api/client";
import { answer, api } from "../api/client";
import { LoadFailure } from "../feedback/load-failure";
import { TextSkeleton } from "../feedback/skeletons";
import { toast } from "../feedback/toast";
import { ServerFormView, useServerForm } from "../form/server-form";
import { useFormats } from "../i18n/formats";
import { instantOf, wallTime } from "../i18n/time-zone";
import { useSession, worksOnTickets } from "../session/session";
import { PersonPicker } from "./person-picker";
import { searchApprovers } from "../approval/approvals";

type Absence = Schemas["Absence"];

const searchDirectory = searchApprovers(true);
const searchColleagues = searchApprovers(false);

interface AbsencesProps {
  /** Whose; one's own without. */
  personId?: number;
}

/** When somebody is away, and who decides in their place meanwhile. */
export function Absences({ personId }: AbsencesProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const client = useQueryClient();
  const queryKey = ["absences", personId ?? "me"];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: (): Promise<Absence[]> =>
      personId === undefined
        ? answer(api.GET("/api/me/absences"))
        : answer(api.GET("/api/people/{personId}/absences", { params: { path: { personId } } })),
  });
  const remove = useMutation({
    mutationFn: (id: number) =>
      personId === undefined
        ? api.DELETE("/api/me/absences/{id}", { params: { path: { id } } })
        : api.DELETE("/api/people/{personId}/absences/{id}", { params: { path: { personId, id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey }),
    onError: toast.failed,
  });
  if (error && !data) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton />;
  return (
    <Stack gap="md">
      {data.map((absence) => (
        <Group key={absence.id} justify="space-between" wrap="nowrap" align="start">
          <div>
            <Text fw={600}>
              {t`${formats.shortDateTime(absence.startsAt)} to ${formats.shortDateTime(absence.endsAt)}`}
            </Text>
            <Text size="sm" c="dimmed">
              {t`${absence.substitute.displayName} decides meanwhile`}
              {absence.reason && ` · ${absence.reason}`}
            </Text>
          </div>
          <Button
            size="xs"
            variant="default"
            aria-label={t`End the absence from ${formats.shortDateTime(absence.startsAt)}`}
            onClick={() => remove.mutate(absence.id)}
          >
            <Trans>Delete</Trans>
          </Button>
        </Group>
      ))}
      <AbsenceForm
        key={data.length}
        personId={personId}
        onAdded={(absences) => client.setQueryData(queryKey, absences)}
      />
    </Stack>
  );
}

function AbsenceForm({ personId, onAdded }: { personId?: number; onAdded: (absences: Absence[]) => void }) {
  const { t } = useLingui();
  const { timeZone } = useFormats();
  const id = useId();
  const works = worksOnTickets(useSession());
  const form = useServerForm({
    initialValues: {
      substituteId: null as number | null,
      startsAt: wallTime(new Date(), timeZone).slice(0, 16).replace(" ", "T"),
      endsAt: "",
      reason: "",
    },
    guard: false,
    send: (values) => {
      const body = {
        substituteId: values.substituteId ?? undefined,
        startsAt: values.startsAt === "" ? undefined : instantOf(values.startsAt, timeZone).toISOString(),
        endsAt: values.endsAt === "" ? undefined : instantOf(values.endsAt, timeZone).toISOString(),
        reason: values.reason,
      };
      return personId === undefined
        ? answer(api.POST("/api/me/absences", { body }))
        : answer(api.POST("/api/people/{personId}/absences", { params: { path: { personId } }, body }));
    },
    onSent: (absences: Absence[]) => {
      onAdded(absences);
      toast.done(t`The absence is set.`);
    },
  });
  return (
    <ServerFormView form={form} label={t`New absence`}>
      <Group grow align="start">
        <TextInput type="datetime-local" label={t`From`} {...form.getInputProps("startsAt")} />
        <TextInput type="datetime-local" label={t`Until`} {...form.getInputProps("endsAt")} />
      </Group>
      <Input.Wrapper id={id} label={t`Who decides meanwhile`} error={form.errors.substituteId}>
        <PersonPicker
          id={id}
          label={t`Who decides meanwhile`}
          value={form.values.substituteId}
          onChange={(person) => form.setFieldValue("substituteId", person)}
          search={works ? searchDirectory : searchColleagues}
          circle={works ? "approvers" : "colleagues"}
        />
      </Input.Wrapper>
      <TextInput label={t`Reason`} maxLength={200} {...form.getInputProps("reason")} />
      <Group justify="flex-end">
        <Button type="submit" loading={form.sending}>
          <Trans>Set the absence</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}
