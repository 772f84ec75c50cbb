import { plural } from "@lingui/core/macro";
import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import {
  Alert,
  Button,
  Checkbox,
  Group,
  SegmentedControl,
  Select,
  Stack,
  TagsInput,
  Text,
  Textarea,
} from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useId, useState } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { problemText } from "@/shared/feedback/problem-text";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { FieldInput } from "@/shared/field/field-input";
import { useFormats } from "@/shared/i18n/formats";
import { PersonPicker } from "@/shared/person/person-picker";
import type { Priority } from "@/shared/ticket/vocabulary";
import { priorities } from "@/shared/ticket/vocabulary";
import { teamsQuery } from "@/shared/person/directory";
import type { Resolution } from "../vocabulary";
import { resolutions } from "../vocabulary";
import type { BulkChanges, BulkForecast, BulkJob, BulkTickets } from "./bulk";
import { begin, bulkQueries, foresee, paragraphs } from "./bulk";
import { BulkProgress } from "./bulk-progress";
import classes from "./bulk.module.css";

interface BulkFormProps {
  tickets: BulkTickets;
  onClose: () => void;
  onBegun: () => void;
}

/** What is entered, each only where its box is ticked. */
interface Entered {
  assigneeId: number | null;
  teamId: number | null;
  priority: Priority;
  addLabels: string[];
  removeLabels: string[];
  dueDate: string | null;
  status: string | null;
  resolution: Resolution;
  comment: string;
  internal: boolean;
}

type Part =
  "assignee" | "team" | "priority" | "addLabels" | "removeLabels" | "dueDate" | "status" | "comment";

const levels: readonly Priority[] = [1, 2, 3, 4, 5];

const atFirst: Entered = {
  assigneeId: null,
  teamId: null,
  priority: 3,
  addLabels: [],
  removeLabels: [],
  dueDate: null,
  status: null,
  resolution: "done",
  comment: "",
  internal: true,
};

function wanted(parts: ReadonlySet<Part>, entered: Entered, asksResolution: boolean): BulkChanges {
  const changes: BulkChanges = {};
  if (parts.has("assignee")) changes.assigneeId = entered.assigneeId;
  if (parts.has("team")) changes.teamId = entered.teamId;
  if (parts.has("priority")) changes.priority = entered.priority;
  if (parts.has("addLabels")) changes.addLabels = entered.addLabels;
  if (parts.has("removeLabels")) changes.removeLabels = entered.removeLabels;
  if (parts.has("dueDate")) changes.dueDate = entered.dueDate;
  if (parts.has("status") && entered.status !== null) {
    changes.status = entered.status;
    if (asksResolution) changes.resolution = entered.resolution;
  }
  if (parts.has("comment") && entered.comment.trim() !== "")
    changes.comment = { body: paragraphs(entered.comment), internal: entered.internal };
  return changes;
}

/** Chooses what is changed, says what would become of the tickets, and begins. */
export default function BulkForm({ tickets: chosen, onClose, onBegun }: BulkFormProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  // What was chosen when the dialog opened: the list behind it goes on changing.
  const [tickets] = useState(chosen);
  const [intention, setIntention] = useState(() => crypto.randomUUID());
  const [parts, setParts] = useState<ReadonlySet<Part>>(new Set());
  const [entered, setEntered] = useState(atFirst);
  const [job, setJob] = useState<BulkJob | null>(null);
  const choices = useQuery(bulkQueries.choices(tickets));
  const { data: teams = [] } = useQuery(teamsQuery);
  const statuses = choices.data?.statuses ?? [];
  const asksResolution = statuses.find(({ name }) => name === entered.status)?.asksResolution ?? false;
  const changes = wanted(parts, entered, asksResolution);
  const empty = Object.keys(changes).length === 0;
  const forecast = useMutation({ mutationFn: () => foresee(tickets, changes) });
  const beginning = useMutation({
    mutationFn: () => begin(intention, tickets, changes),
    onSuccess: (begun) => {
      setJob(begun);
      onBegun();
    },
  });

  if (job) return <BulkProgress id={job.id} onClose={onClose} />;
  if (choices.error) return <LoadFailure failure={choices.error} onRetry={() => void choices.refetch()} />;
  if (!choices.data) return <TextSkeleton lines={6} />;

  const enter = (some: Partial<Entered>) => {
    setEntered({ ...entered, ...some });
    setIntention(crypto.randomUUID());
    forecast.reset();
    beginning.reset();
  };
  const tick = (part: Part, on: boolean) => {
    const next = new Set(parts);
    if (on) next.add(part);
    else next.delete(part);
    setParts(next);
    enter({});
  };
  const part = (name: Part, label: string, input: ReactNode) => (
    <Change label={label} on={parts.has(name)} onChange={(on) => tick(name, on)}>
      {input}
    </Change>
  );
  const failure = forecast.error ?? beginning.error;

  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t`${plural(choices.data.tickets, {
          one: "Choose what is changed on # ticket. Everything else stays as it is.",
          other: "Choose what is changed on # tickets. Everything else stays as it is.",
        })}`}
      </Text>
      <div>
        {part(
          "assignee",
          t`Assignee`,
          <PersonPicker
            label={t`Assignee`}
            placeholder={t`Nobody`}
            value={entered.assigneeId}
            onChange={(assigneeId) => enter({ assigneeId })}
          />,
        )}
        {part(
          "team",
          t`Team`,
          <Select
            aria-label={t`Team`}
            placeholder={t`No team`}
            searchable
            clearable
            clearButtonProps={{ "aria-label": t`Clear` }}
            value={entered.teamId}
            data={teams.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(teamId) => enter({ teamId })}
          />,
        )}
        {part(
          "priority",
          t`Priority`,
          <Select
            aria-label={t`Priority`}
            allowDeselect={false}
            value={entered.priority}
            data={levels.map((level) => ({ value: level, label: i18n._(priorities[level].label) }))}
            onChange={(priority) => priority !== null && enter({ priority })}
          />,
        )}
        {part(
          "status",
          t`Status`,
          <Stack gap={6}>
            <Select
              aria-label={t`Status`}
              searchable
              placeholder={t`Choose a status`}
              nothingFoundMessage={t`No status that these tickets can reach`}
              value={entered.status}
              data={statuses.map(({ name }) => ({ value: name, label: name }))}
              onChange={(status) => enter({ status })}
            />
            {asksResolution && (
              <Select
                label={t`Resolution`}
                allowDeselect={false}
                value={entered.resolution}
                data={(Object.keys(resolutions) as Resolution[]).map((key) => ({
                  value: key,
                  label: i18n._(resolutions[key]),
                }))}
                onChange={(resolution) => resolution !== null && enter({ resolution })}
              />
            )}
          </Stack>,
        )}
        {part(
          "dueDate",
          t`Due date`,
          <FieldInput
            field={{ key: "dueDate", type: "date", label: t`Due date`, required: false }}
            value={entered.dueDate}
            onChange={(date) => enter({ dueDate: (date as string | null) || null })}
          />,
        )}
        {part(
          "addLabels",
          t`Add labels`,
          <TagsInput
            aria-label={t`Add labels`}
            splitChars={[",", " "]}
            value={entered.addLabels}
            onChange={(addLabels) => enter({ addLabels })}
          />,
        )}
        {part(
          "removeLabels",
          t`Remove labels`,
          <TagsInput
            aria-label={t`Remove labels`}
            splitChars={[",", " "]}
            value={entered.removeLabels}
            onChange={(removeLabels) => enter({ removeLabels })}
          />,
        )}
        {part(
          "comment",
          t`Comment`,
          <Stack gap={6}>
            <SegmentedControl
              size="xs"
              aria-label={t`Who reads it`}
              value={entered.internal ? "internal" : "public"}
              data={[
                { value: "internal", label: t`Internal note` },
                { value: "public", label: t`Reply to the customer` },
              ]}
              onChange={(audience) => enter({ internal: audience === "internal" })}
            />
            <Textarea
              aria-label={t`Comment`}
              autosize
              minRows={2}
              maxRows={8}
              value={entered.comment}
              onChange={({ currentTarget: { value } }) => enter({ comment: value })}
            />
          </Stack>,
        )}
      </div>
      {failure && (
        <Alert color="red" role="alert">
          {problemText(failure)}
        </Alert>
      )}
      {forecast.data && <Forecast forecast={forecast.data} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        {forecast.data ? (
          <Button
            disabled={forecast.data.changed === 0}
            loading={beginning.isPending}
            onClick={() => beginning.mutate()}
          >
            {t`Change tickets`}
          </Button>
        ) : (
          <Button disabled={empty} loading={forecast.isPending} onClick={() => forecast.mutate()}>
            <Trans>Preview</Trans>
          </Button>
        )}
      </Group>
    </Stack>
  );
}

interface ChangeProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}

function Change({ label, on, onChange, children }: ChangeProps) {
  const id = useId();
  return (
    <div className={classes.change}>
      <Checkbox id={id} label={label} checked={on} onChange={() => onChange(!on)} />
      {on && children}
    </div>
  );
}

function Forecast({ forecast }: { forecast: BulkForecast }) {
  const { t } = useLingui();
  const formats = useFormats();
  const { tickets, lookedAt, changed, unchanged, refused, reasons } = forecast;
  const sampled = lookedAt < tickets;
  return (
    <Alert
      color={refused > 0 ? "yellow" : "celadon"}
      icon={<IconInfoCircle size={18} />}
      role="status"
      title={t`${plural(changed, { one: "# ticket will change", other: "# tickets will change" })}`}
    >
      <Stack gap={6}>
        {sampled && (
          <Text size="sm">
            {t`Looked at ${formats.number(lookedAt)} of ${formats.number(tickets)} tickets, from everywhere in the list: the numbers are about these.`}
          </Text>
        )}
        {unchanged > 0 && (
          <Text size="sm">
            {t`${plural(unchanged, { one: "# is like this already.", other: "# are like this already." })}`}
          </Text>
        )}
        {refused > 0 && (
          <>
            <Text size="sm">
              {t`${plural(refused, { one: "# cannot be changed:", other: "# cannot be changed:" })}`}
            </Text>
            <ul className={classes.reasons}>
              {reasons.map(({ reason, tickets: number, examples }) => (
                <li key={reason}>
                  {reason}{" "}
                  <Text
                    span
                    size="sm"
                    c="dimmed"
                  >{`(${formats.number(number)}: ${examples.join(", ")}${number > examples.length ? ", …" : ""})`}</Text>
                </li>
              ))}
            </ul>
          </>
        )}
      </Stack>
    </Alert>
  );
}
