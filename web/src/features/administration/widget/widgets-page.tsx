import { Trans, useLingui } from "@lingui/react/macro";
import {
  Badge,
  Button,
  Code,
  ColorInput,
  CopyButton,
  Group,
  Paper,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
} from "@mantine/core";
import { IconCheck, IconCopy, IconMessageQuestion, IconPlus } from "@tabler/icons-react";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { Dialog } from "@/shared/feedback/dialog";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import { DeskFrame } from "../desk-frame";
import { draftOf, inLanguage } from "../localized";
import { LocalizedInput } from "../localized-input";
import { deskQueries } from "../queries";
import { SaveButtons } from "../save-buttons";
import { ConflictChoice, useVersionedForm } from "../versioned-form";

type Widget = Schemas["WidgetView"];
type Settings = Schemas["WidgetSettings"];

const widgetQueries = {
  of: (deskKey: string) =>
    queryOptions({
      queryKey: ["administration", "desks", deskKey, "widgets"],
      queryFn: async (): Promise<Widget[]> =>
        answer(api.GET("/api/desks/{deskKey}/widgets", { params: { path: { deskKey } } })),
    }),
};

/** The desk inside other web pages. */
export function WidgetsPage({ deskKey }: { deskKey: string }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(widgetQueries.of(deskKey));
  const [edited, setEdited] = useState<Widget | "new" | null>(null);
  return (
    <DeskFrame
      deskKey={deskKey}
      part={t`Widgets`}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited("new")}>
          <Trans>New widget</Trans>
        </Button>
      }
    >
      <Text c="dimmed" mb="md" maw={720}>
        <Trans>
          A widget is the desk inside another web page, such as your home page or the intranet: visitors
          search, ask, follow what they asked, and chat while somebody is there.
        </Trans>
      </Text>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {data && (
        <Stack gap="lg" maw={840}>
          {data.length === 0 && (
            <EmptyState
              icon={<IconMessageQuestion size={26} />}
              title={t`No other page shows this desk yet`}
            />
          )}
          {data.map((widget) => (
            <WidgetCard key={widget.id} deskKey={deskKey} widget={widget} onEdit={() => setEdited(widget)} />
          ))}
        </Stack>
      )}
      <Dialog
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === "new" ? t`New widget` : t`Change the widget`}
        size="lg"
      >
        {edited === "new" && <NewWidget deskKey={deskKey} onClose={() => setEdited(null)} />}
        {edited !== null && edited !== "new" && (
          <ChangedWidget deskKey={deskKey} widget={edited} onClose={() => setEdited(null)} />
        )}
      </Dialog>
    </DeskFrame>
  );
}

interface WidgetCardProps {
  deskKey: string;
  widget: Widget;
  onEdit: () => void;
}

function WidgetCard({ deskKey, widget, onEdit }: WidgetCardProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const script = `<script async src="${window.location.origin}/widgets/${widget.id}.js"></script>`;
  const remove = useMutation({
    mutationFn: () =>
      api.DELETE("/api/desks/{deskKey}/widgets/{id}", { params: { path: { deskKey, id: widget.id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: widgetQueries.of(deskKey).queryKey }),
    onError: toast.failed,
  });

  async function askToRemove() {
    const sure = await confirm({
      title: t`Delete ${widget.name}?`,
      body: t`Pages that show it show nothing any more. What was asked there stays.`,
      confirm: t`Delete`,
    });
    if (sure) remove.mutate();
  }

  return (
    <Paper p="md" component="section" aria-label={widget.name}>
      <Group justify="space-between" align="start" wrap="wrap">
        <div style={{ minWidth: 0, flex: "1 1 300px" }}>
          <Group gap="xs">
            <Text fw={600}>{widget.name}</Text>
            {!widget.active && (
              <Badge variant="light" color="gray" tt="none">
                <Trans>Off</Trans>
              </Badge>
            )}
            {widget.chatRequestTypeId !== null && (
              <Badge variant="light" tt="none">
                <Trans>Chat</Trans>
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {widget.origins.length > 0 ? widget.origins.join(", ") : t`No page may show it yet.`}
          </Text>
        </div>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={onEdit}>
            <Trans>Change</Trans>
          </Button>
          <Button size="xs" variant="subtle" color="red" onClick={() => void askToRemove()}>
            <Trans>Delete</Trans>
          </Button>
        </Group>
      </Group>
      <Text size="sm" mt="sm">
        <Trans>Put this line into the page, before its end:</Trans>
      </Text>
      <Group gap="xs" align="center" mt={4}>
        <Code block style={{ flex: "1 1 260px", whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {script}
        </Code>
        <CopyButton value={script}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              variant="light"
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            >
              <span aria-live="polite">{copied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}</span>
            </Button>
          )}
        </CopyButton>
      </Group>
    </Paper>
  );
}

const blank = {
  name: "",
  active: true,
  title: draftOf(null),
  greeting: draftOf(null),
  origins: [] as string[],
  colour: "#157a6e",
  newcomers: false,
  chatRequestTypeId: null as string | null,
};

type Values = typeof blank;

function body(values: Values): Settings {
  return {
    ...values,
    chatRequestTypeId: values.chatRequestTypeId === null ? null : Number(values.chatRequestTypeId),
  };
}

function NewWidget({ deskKey, onClose }: { deskKey: string; onClose: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const form = useServerForm({
    initialValues: blank,
    guard: false,
    send: async (values) =>
      answer(api.POST("/api/desks/{deskKey}/widgets", { params: { path: { deskKey } }, body: body(values) })),
    onSent: async () => {
      await client.invalidateQueries({ queryKey: widgetQueries.of(deskKey).queryKey });
      onClose();
    },
  });
  return (
    <ServerFormView form={form} label={t`New widget`}>
      <WidgetFields deskKey={deskKey} form={form} />
      <SaveButtons sending={form.sending} onClose={onClose} />
    </ServerFormView>
  );
}

interface ChangedWidgetProps {
  deskKey: string;
  widget: Widget;
  onClose: () => void;
}

function ChangedWidget({ deskKey, widget, onClose }: ChangedWidgetProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const path = { deskKey, id: widget.id };
  const form = useVersionedForm({
    resource: widget,
    valuesOf: (each: Widget): Values => ({
      name: each.name,
      active: each.active,
      title: draftOf(each.title),
      greeting: draftOf(each.greeting),
      origins: each.origins,
      colour: each.colour,
      newcomers: each.newcomers,
      chatRequestTypeId: each.chatRequestTypeId === null ? null : String(each.chatRequestTypeId),
    }),
    guard: false,
    send: async (values, version) =>
      answer(
        api.PUT("/api/desks/{deskKey}/widgets/{id}", {
          params: { path, header: { "If-Match": `"${version}"` } },
          body: body(values),
        }),
      ),
    reload: async () => answer(api.GET("/api/desks/{deskKey}/widgets/{id}", { params: { path } })),
    onSaved: async () => {
      await client.invalidateQueries({ queryKey: widgetQueries.of(deskKey).queryKey });
      toast.done(t`Saved.`);
      onClose();
    },
  });
  return (
    <ServerFormView form={form} label={t`Change the widget`}>
      <WidgetFields deskKey={deskKey} form={form} />
      <ConflictChoice conflict={form.conflict} />
      <SaveButtons sending={form.sending} onClose={onClose} />
    </ServerFormView>
  );
}

interface WidgetFieldsProps {
  deskKey: string;
  form: ReturnType<typeof useServerForm<Values, never>>;
}

function WidgetFields({ deskKey, form }: WidgetFieldsProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const { data: requestTypes = [] } = useQuery(deskQueries.requestTypes(deskKey));
  return (
    <>
      <Switch {...form.getInputProps("active", { type: "checkbox" })} label={t`Show it`} />
      <TextInput
        {...form.getInputProps("name")}
        label={t`Name`}
        placeholder={t`Such as the home page`}
        maxLength={100}
        required
      />
      <TagsInput
        {...form.getInputProps("origins")}
        label={t`Pages that may show it`}
        description={t`The address of each site, such as https://www.example.com. Browsers show it nowhere else.`}
        placeholder={form.values.origins.length === 0 ? "https://" : undefined}
        splitChars={[",", " "]}
        acceptValueOnBlur
        maxTags={30}
      />
      <LocalizedInput
        form={form}
        path="title"
        label={t`Title`}
        description={t`Without one, the desk’s name stands there.`}
        maxLength={60}
      />
      <LocalizedInput form={form} path="greeting" label={t`Greeting`} multiline maxLength={500} />
      <ColorInput
        {...form.getInputProps("colour")}
        label={t`Colour`}
        format="hex"
        withEyeDropper={false}
        maw={220}
      />
      <Switch
        {...form.getInputProps("newcomers", { type: "checkbox" })}
        label={t`Also for people without an account`}
        description={t`They confirm their email address with a number that we send them. That needs a server for outgoing mail.`}
      />
      <Select
        {...form.getInputProps("chatRequestTypeId")}
        label={t`Chats become`}
        description={t`A request type that asks for no more than a summary and a description.`}
        placeholder={t`No chat`}
        data={requestTypes
          .filter(({ active, portal }) => active && portal)
          .map(({ id, name }) => ({ value: String(id), label: inLanguage(name, language) }))}
        clearable
      />
    </>
  );
}
