import { useLingui as useCatalogue } from "@lingui/react";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import {
  ActionIcon,
  Alert,
  Button,
  Checkbox,
  ColorSwatch,
  Group,
  Input,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus, IconTrash, IconX } from "@tabler/icons-react";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { lazy, Suspense, useState } from "react";
import { answer, api, idempotencyKey, ifMatch } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import { confirm } from "@/shared/feedback/confirm";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import { PageHeader } from "@/shared/layout/page-header";
import { PersonPicker } from "@/shared/person/person-picker";
import type { PersonRef } from "@/shared/person/person";
import { may, useSession } from "@/shared/session/session";
import type { Density } from "@/shared/table/data-table";
import { useWorkedDesks } from "../desks";
import type { OrderedColumn } from "./ordered-columns";
import { AddColumn, OrderedColumns } from "./ordered-columns";
import type { QueueDetail } from "./queues";
import {
  colours,
  densities,
  queueAddress,
  QueueIcon,
  queueIconNames,
  queueQueries,
  usualColumns,
} from "./queues";
import classes from "./queue.module.css";

const QueryEditor = lazy(async () => ({
  default: (await import("@/shared/query/query-editor")).QueryEditor,
}));

const QueryBuilder = lazy(async () => ({ default: (await import("../find/query-builder")).QueryBuilder }));

interface QueueEditorProps {
  /** Null for a new one. */
  queue: QueueDetail | null;
  begun?: { deskKey?: string; query?: string };
  onClose: () => void;
}

interface Colouring {
  query: string;
  colour: string;
}

interface QueueValues extends Record<string, unknown> {
  deskKey: string | null;
  name: string;
  icon: string;
  query: string;
  columns: OrderedColumn[];
  grouping: string | null;
  colours: Colouring[];
  density: Density;
  layout: "list" | "board";
  withDesk: boolean;
  people: PersonRef[];
  groups: { id: number; name: string }[];
}

const colourNames = {
  red: msg`Red`,
  orange: msg`Orange`,
  yellow: msg`Yellow`,
  green: msg`Green`,
  teal: msg`Teal`,
  blue: msg`Blue`,
  violet: msg`Violet`,
  pink: msg`Pink`,
  gray: msg`Gray`,
};

/** What a queue holds, how it shows it, and to whom. */
export default function QueueEditor({ queue, begun, onClose }: QueueEditorProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useSession();
  const { language } = useFormats();
  const desks = useWorkedDesks();
  const [key] = useState(freshKey);
  const other = language === "ko" ? "en" : "ko";

  const form = useServerForm<QueueValues, QueueDetail>({
    initialValues: {
      deskKey: queue ? (queue.deskKey ?? null) : (begun?.deskKey ?? null),
      name: queue ? (queue.name[language] ?? queue.name[other] ?? "") : "",
      icon: queue?.icon ?? "list",
      query: queue?.query ?? begun?.query ?? "",
      columns: queue?.columns.map(({ field, width }) => ({ field, width })) ?? usualColumns,
      grouping: queue?.grouping?.field ?? null,
      colours: queue?.colours.map(({ query, colour }) => ({ query, colour })) ?? [],
      density: queue?.density ?? "normal",
      layout: queue?.layout ?? "list",
      withDesk: queue?.shares.some(({ deskKey }) => deskKey != null && deskKey === queue.deskKey) ?? false,
      people: queue?.shares.flatMap(({ person }) => (person ? [person] : [])) ?? [],
      groups: queue?.shares.flatMap(({ group }) => (group ? [group] : [])) ?? [],
    },
    names: { "name/ko": "name", "name/en": "name" },
    send: async (values) => {
      const otherDesks =
        queue?.shares.flatMap(({ deskKey }) => (deskKey && deskKey !== queue.deskKey ? [{ deskKey }] : [])) ??
        [];
      const body = {
        name: { ...queue?.name, [language]: values.name },
        icon: values.icon,
        query: values.query,
        columns: values.columns,
        grouping: values.grouping,
        colours: values.colours,
        density: values.density,
        layout: values.layout,
        shares: [
          ...(values.withDesk && values.deskKey ? [{ deskKey: values.deskKey }] : []),
          ...otherDesks,
          ...values.people.map(({ id }) => ({ personId: id })),
          ...values.groups.map(({ id }) => ({ groupId: id })),
        ],
      };
      return queue
        ? answer<QueueDetail>(
            api.PATCH("/api/queues/{id}", {
              params: { path: { id: queue.id } },
              headers: ifMatch(queue.version),
              body: body as never,
            }),
          )
        : answer<QueueDetail>(
            api.POST("/api/queues", {
              headers: idempotencyKey(key),
              body: { ...body, deskKey: values.deskKey } as never,
            }),
          );
    },
    onSent: (saved) => {
      void client.invalidateQueries({ queryKey: ["queues"] });
      const address = queueAddress(saved);
      client.setQueryData(queueQueries.detail(address.params.deskKey, address.params.queue).queryKey, saved);
      toast.done(t`The queue is saved.`);
      void navigate({ ...address, replace: queue !== null } as never);
    },
  });

  async function remove() {
    if (!queue) return;
    const sure = await confirm({
      title: t`Delete this queue?`,
      body: t`Its tickets stay. Those it is shared with lose it too.`,
      confirm: t`Delete`,
      destructive: true,
    });
    if (!sure) return;
    try {
      await answer(api.DELETE("/api/queues/{id}", { params: { path: { id: queue.id } } }));
      void client.invalidateQueries({ queryKey: ["queues"] });
      toast.done(t`The queue was deleted.`);
      void navigate({ to: "/" });
    } catch (failure) {
      toast.failed(failure);
    }
  }

  const { values, setFieldValue } = form;
  const desk = desks.find((each) => each.key === values.deskKey);
  const mayShareWithDesk = values.deskKey !== null && may(session, "desk.configure", values.deskKey);
  return (
    <>
      <PageHeader title={queue ? t`Edit the queue` : t`New queue`} />
      {queue?.ownerLeft && (
        <Alert color="yellow" mb="md">
          <Trans>Its owner works here no longer. Whoever saves it now becomes its owner.</Trans>
        </Alert>
      )}
      <ServerFormView form={form} label={t`Queue`}>
        <Stack gap="lg" maw={760}>
          <Group align="flex-end" gap="sm">
            <IconChoice value={values.icon} onChange={(icon) => setFieldValue("icon", icon)} />
            <TextInput
              label={t`Name`}
              required
              maxLength={100}
              style={{ flex: "1 1 240px" }}
              {...form.getInputProps("name")}
            />
            {!queue && (
              <Select
                label={t`Tickets of`}
                data={[
                  { value: "", label: t`All desks` },
                  ...desks.map((each) => ({ value: each.key, label: each.name })),
                ]}
                value={values.deskKey ?? ""}
                allowDeselect={false}
                searchable={desks.length > 10}
                onChange={(chosen) => setFieldValue("deskKey", chosen || null)}
              />
            )}
          </Group>
          <Input.Wrapper
            label={t`Query`}
            description={
              desk
                ? t`Which of the tickets of ${desk.name} it holds, and in what order. Empty for all.`
                : t`Which tickets it holds, and in what order. Empty for all.`
            }
            error={form.errors.query}
          >
            <QueryField
              label={t`Query`}
              value={values.query}
              onChange={(query) => setFieldValue("query", query)}
            />
          </Input.Wrapper>
          <Columns
            value={values.columns}
            gone={queue?.columns.filter(({ label }) => !label).map(({ field }) => field) ?? []}
            onChange={(columns) => setFieldValue("columns", columns)}
          />
          <Grouping value={values.grouping} onChange={(grouping) => setFieldValue("grouping", grouping)} />
          <Colours
            value={values.colours}
            errorOf={(index) =>
              form.errors[`colours/${index}/query`] ?? form.errors[`colours.${index}.query`]
            }
            onChange={(chosen) => setFieldValue("colours", chosen)}
          />
          <Group gap="xl" align="flex-start">
            <Input.Wrapper label={t`Height of rows`}>
              <div>
                <SegmentedControl
                  data={densities.map((density) => ({
                    value: density,
                    label: { compact: t`Compact`, normal: t`Normal`, roomy: t`Roomy` }[density],
                  }))}
                  value={values.density}
                  onChange={(density) => setFieldValue("density", density as Density)}
                />
              </div>
            </Input.Wrapper>
            <Input.Wrapper label={t`Opens as`}>
              <div>
                <SegmentedControl
                  data={[
                    { value: "list", label: t`List` },
                    { value: "board", label: t`Board` },
                  ]}
                  value={values.layout}
                  onChange={(layout) => setFieldValue("layout", layout as "list" | "board")}
                />
              </div>
            </Input.Wrapper>
          </Group>
          <Sharing
            mayShareWithDesk={mayShareWithDesk}
            deskName={desk?.name}
            values={values}
            onWithDesk={(withDesk) => setFieldValue("withDesk", withDesk)}
            onPeople={(people) => setFieldValue("people", people)}
            onGroups={(groups) => setFieldValue("groups", groups)}
          />
          <Group>
            <Button type="submit" loading={form.sending}>
              <Trans>Save the queue</Trans>
            </Button>
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            {queue && (
              <Button
                variant="subtle"
                color="red"
                ml="auto"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => void remove()}
              >
                <Trans>Delete the queue</Trans>
              </Button>
            )}
          </Group>
        </Stack>
      </ServerFormView>
    </>
  );
}

interface QueryFieldProps {
  label: string;
  value: string;
  onChange: (query: string) => void;
}

/** A query, written or made of conditions. */
function QueryField({ label, value, onChange }: QueryFieldProps) {
  const { t } = useLingui();
  const [by, setBy] = useState<"text" | "conditions">("text");
  return (
    <Stack gap={6} mt={6}>
      <div>
        <SegmentedControl
          size="xs"
          aria-label={t`How the query is made`}
          value={by}
          onChange={(next) => setBy(next as "text" | "conditions")}
          data={[
            { value: "text", label: t({ message: "Text", context: "query" }) },
            { value: "conditions", label: t({ message: "Conditions", context: "query" }) },
          ]}
        />
      </div>
      <div>
        <Suspense fallback={<Skeleton height={42} radius="md" />}>
          {by === "text" ? (
            <QueryEditor label={label} value={value} onChange={onChange} onSubmit={() => undefined} />
          ) : (
            <QueryBuilder value={value} onChange={onChange} onText={() => setBy("text")} />
          )}
        </Suspense>
      </div>
    </Stack>
  );
}

function IconChoice({ value, onChange }: { value: string; onChange: (icon: string) => void }) {
  const { t } = useLingui();
  return (
    <Select
      label={t`Icon`}
      w={86}
      allowDeselect={false}
      data={queueIconNames.map((name) => ({ value: name, label: name }))}
      value={value}
      leftSection={<QueueIcon name={value} size={18} />}
      styles={{ input: { color: "transparent", textShadow: "none" } }}
      comboboxProps={{ width: 120 }}
      renderOption={({ option }) => <QueueIcon name={option.value} size={18} label={option.value} />}
      onChange={(icon) => icon && onChange(icon)}
    />
  );
}

interface ColumnsProps {
  value: QueueValues["columns"];
  /** Fields that there are not any more. */
  gone: readonly string[];
  onChange: (columns: QueueValues["columns"]) => void;
}

function Columns({ value, gone, onChange }: ColumnsProps) {
  const { t } = useLingui();
  const { data: known = [] } = useQuery(queueQueries.columns());
  const labelOf = (field: string) =>
    gone.includes(field) ? t`${field} (gone)` : (known.find((each) => each.field === field)?.label ?? field);
  return (
    <Input.Wrapper label={t`Columns`}>
      <OrderedColumns withWidths removable value={value} labelOf={labelOf} onChange={onChange} />
      <AddColumn value={value} onChange={onChange} />
    </Input.Wrapper>
  );
}

function Grouping({ value, onChange }: { value: string | null; onChange: (field: string | null) => void }) {
  const { t } = useLingui();
  const { data: known = [] } = useQuery(queueQueries.columns());
  return (
    <Select
      label={t`Group by`}
      placeholder={t`No groups`}
      clearable
      searchable
      maw={320}
      value={value}
      data={known.filter(({ groupable }) => groupable).map(({ field, label }) => ({ value: field, label }))}
      onChange={onChange}
    />
  );
}

interface ColoursProps {
  value: Colouring[];
  errorOf: (index: number) => ReactNode;
  onChange: (colours: Colouring[]) => void;
}

function Colours({ value, errorOf, onChange }: ColoursProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const change = (index: number, to: Partial<Colouring>) =>
    onChange(value.map((each, at) => (at === index ? { ...each, ...to } : each)));
  return (
    <Input.Wrapper
      label={t`Colours`}
      description={t`Rows of tickets for which a query holds get its colour; the first that holds counts.`}
    >
      <Stack gap="xs" mt={6}>
        {value.map((each, index) => (
          <div key={index} role="group" aria-label={t`Colour ${index + 1}`}>
            <Group gap={4} mb={4}>
              {colours.map((colour) => {
                const name = i18n._(colourNames[colour]);
                return (
                  <UnstyledButton
                    key={colour}
                    aria-label={name}
                    title={name}
                    aria-pressed={each.colour === colour}
                    onClick={() => change(index, { colour })}
                  >
                    <ColorSwatch
                      size={22}
                      color={`var(--mantine-color-${colour}-filled)`}
                      style={
                        each.colour === colour
                          ? { outline: "2px solid var(--mantine-color-text)", outlineOffset: 1 }
                          : undefined
                      }
                    />
                  </UnstyledButton>
                );
              })}
              <ActionIcon
                ml="auto"
                variant="subtle"
                color="gray"
                aria-label={t`Take out this colour`}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                <IconX size={15} aria-hidden />
              </ActionIcon>
            </Group>
            <QueryField
              label={t`Query of colour ${index + 1}`}
              value={each.query}
              onChange={(query) => change(index, { query })}
            />
            {errorOf(index) && <Input.Error mt={4}>{errorOf(index)}</Input.Error>}
          </div>
        ))}
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() =>
              onChange([
                ...value,
                { query: "priority = Highest", colour: colours[value.length % colours.length] ?? "red" },
              ])
            }
          >
            <Trans>Add a colour</Trans>
          </Button>
        </div>
      </Stack>
    </Input.Wrapper>
  );
}

interface SharingProps {
  mayShareWithDesk: boolean;
  deskName?: string;
  values: QueueValues;
  onWithDesk: (shared: boolean) => void;
  onPeople: (people: PersonRef[]) => void;
  onGroups: (groups: { id: number; name: string }[]) => void;
}

function Sharing({ mayShareWithDesk, deskName, values, onWithDesk, onPeople, onGroups }: SharingProps) {
  const { t } = useLingui();
  return (
    <Input.Wrapper
      label={t`Shared with`}
      description={t`Everybody sees only the tickets that they may see anyway.`}
    >
      <Stack gap="xs" mt={6}>
        {values.deskKey !== null && (
          <Checkbox
            label={t`Everybody who works on ${deskName ?? values.deskKey}`}
            description={mayShareWithDesk ? undefined : t`Only who configures the desk can do this.`}
            checked={values.withDesk}
            disabled={!mayShareWithDesk}
            onChange={(event) => onWithDesk(event.currentTarget.checked)}
          />
        )}
        {[
          ...values.people.map(({ id, displayName }) => ({
            key: `person ${id}`,
            name: displayName,
            remove: () => onPeople(values.people.filter((each) => each.id !== id)),
          })),
          ...values.groups.map(({ id, name }) => ({
            key: `group ${id}`,
            name,
            remove: () => onGroups(values.groups.filter((each) => each.id !== id)),
          })),
        ].map(({ key, name, remove }) => (
          <div key={key} className={classes.orderedRow}>
            <Text size="sm" component="span">
              {name}
            </Text>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t`Do not share with ${name}`}
              onClick={remove}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <Group gap="sm" align="flex-end">
          <div style={{ flex: "1 1 220px" }}>
            <PersonPicker
              label={t`Add a person`}
              value={null}
              placeholder={t`Add a person`}
              onChange={(_, person) =>
                person &&
                !values.people.some(({ id }) => id === person.id) &&
                onPeople([...values.people, person])
              }
            />
          </div>
          <div style={{ flex: "1 1 220px" }}>
            <GroupChoice
              onChoose={(group) =>
                !values.groups.some(({ id }) => id === group.id) && onGroups([...values.groups, group])
              }
            />
          </div>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}

function GroupChoice({ onChoose }: { onChoose: (group: { id: number; name: string }) => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed.trim(), 200);
  const { data: found = [] } = useQuery({
    queryKey: ["groups like", query],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (
        await answer(
          api.GET("/api/groups", { params: { query: { query: query || undefined, limit: 20 } }, signal }),
        )
      ).items,
  });
  return (
    <Select
      aria-label={t`Add a group`}
      placeholder={t`Add a group`}
      searchable
      value={null}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      data={found.map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={(id) => {
        const group = found.find((each) => String(each.id) === id);
        if (group) onChoose({ id: group.id, name: group.name });
        setTyped("");
      }}
    />
  );
}
