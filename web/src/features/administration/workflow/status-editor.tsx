import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Select, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { IconAlertTriangle, IconCopy, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { statusCategories } from "@/shared/ticket/vocabulary";
import { ApprovalEditor } from "./approval-editor";
import type { Category } from "./definition";
import { changedStatus, rekeyedStatus } from "./definition";
import { useDesign, useNames } from "./design";
import { LocalizedTextInput } from "./localized-text-input";
import { placeOf } from "./places-of-problems";
import { TransitionLines } from "./transition-lines";

export const categories: readonly Category[] = ["new", "active", "waiting", "done"];

interface StatusEditorProps {
  statusKey: string;
  tickets?: number;
  onCopy: () => void;
  onDelete: () => void;
  onAddTransition: (from: string) => void;
  onRekeyed: (key: string) => void;
}

/** All that can be said of a status. */
export function StatusEditor({
  statusKey,
  tickets,
  onCopy,
  onDelete,
  onAddTransition,
  onRekeyed,
}: StatusEditorProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { definition, fields, published, problems, edit } = useDesign();
  const names = useNames();
  const status = definition.statuses.find(({ key }) => key === statusKey);
  if (!status) return null;

  const isPublished = published.statuses.some(({ key }) => key === status.key);
  const own = problems.filter(({ pointer }) => {
    const place = placeOf(pointer, definition);
    return place.of === "status" && place.key === status.key;
  });
  const problem = (member: string) =>
    own.find(({ pointer }) => placeOf(pointer, definition).member === member)?.message;
  const elsewhere = own.filter(({ pointer }) => {
    const { member } = placeOf(pointer, definition);
    return !["name", "customerName", "category", "key"].includes(member) && !member.startsWith("approval/");
  });

  return (
    <Stack gap="md">
      <Title order={2} size="h3">
        {names.status(status.key)}
      </Title>
      {elsewhere.map(({ message }) => (
        <Alert key={message} color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {message}
        </Alert>
      ))}
      <LocalizedTextInput
        label={t`Name`}
        required
        value={status.name}
        error={problem("name")}
        onChange={(name) => edit((all) => changedStatus(all, status.key, { name }), `name ${status.key}`)}
      />
      <LocalizedTextInput
        label={t`Name that customers read`}
        description={t`Empty means the name above.`}
        value={status.customerName}
        error={problem("customerName")}
        placeholders={{ ko: status.name.ko ?? undefined, en: status.name.en ?? undefined }}
        onChange={(customerName) =>
          edit(
            (all) =>
              changedStatus(all, status.key, {
                customerName: customerName.ko || customerName.en ? customerName : null,
              }),
            `customerName ${status.key}`,
          )
        }
      />
      <Select
        label={t({ message: "Category", context: "of a status" })}
        description={
          isPublished
            ? t`A published status keeps its category for life. Make another status instead.`
            : t`What the status means to queues, counts and clocks.`
        }
        data={categories.map((category) => ({ value: category, label: i18n._(statusCategories[category]) }))}
        value={status.category}
        allowDeselect={false}
        disabled={isPublished}
        error={problem("category")}
        onChange={(category) =>
          category && edit((all) => changedStatus(all, status.key, { category: category as Category }))
        }
      />
      <Switch
        label={t`Work begins here`}
        checked={definition.initial === status.key}
        disabled={definition.initial === status.key || status.category === "done"}
        onChange={() => edit((all) => ({ ...all, initial: status.key }))}
      />
      {status.category !== "done" && (
        <ApprovalEditor
          value={status.approval}
          onChange={(approval) =>
            edit((all) => changedStatus(all, status.key, { approval }), `approval ${status.key}`)
          }
          problems={own.flatMap(({ pointer, message }) => {
            const { member } = placeOf(pointer, definition);
            return member.startsWith("approval/")
              ? [{ pointer: member.slice("approval".length), message }]
              : [];
          })}
          transitions={definition.transitions
            .filter(({ from, to }) => (from.length > 0 ? from.includes(status.key) : to !== status.key))
            .map(({ key }) => ({ key, name: names.transition(key) }))}
          fields={fields.map(({ key, type }) => ({ key, type, name: names.field(key) }))}
        />
      )}
      <TransitionLines
        title={t`Leads on by`}
        transitions={definition.transitions.filter(({ from }) => from.includes(status.key))}
        empty={t`Nothing leads on from here yet.`}
      />
      <Button variant="default" size="xs" onClick={() => onAddTransition(status.key)}>
        <Trans>Add a transition from here</Trans>
      </Button>
      <TransitionLines
        title={t`Reached by`}
        transitions={definition.transitions.filter(({ to }) => to === status.key)}
        empty={t`Nothing leads here yet.`}
      />
      <KeyInput
        key={status.key}
        value={status.key}
        fixed={isPublished}
        error={problem("key")}
        taken={definition.statuses.map(({ key }) => key)}
        onChange={(key) => {
          edit((all) => rekeyedStatus(all, status.key, key));
          onRekeyed(key);
        }}
      />
      {tickets !== undefined && tickets > 0 && (
        <Text size="sm" c="dimmed">
          <Trans>Tickets in this status now: {tickets}</Trans>
        </Text>
      )}
      <Group gap="xs">
        <Button variant="default" size="xs" leftSection={<IconCopy size={15} aria-hidden />} onClick={onCopy}>
          <Trans>Duplicate</Trans>
        </Button>
        <Button
          variant="default"
          color="red"
          c="var(--mantine-color-error)"
          size="xs"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={onDelete}
        >
          <Trans>Remove the status</Trans>
        </Button>
      </Group>
    </Stack>
  );
}

interface KeyInputProps {
  value: string;
  fixed: boolean;
  taken: readonly string[];
  error?: string;
  onChange: (key: string) => void;
}

/** The key by which the API, texts and rules name something; changed when it makes sense and is left. */
export function KeyInput({ value, fixed, taken, error, onChange }: KeyInputProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(value);
  const wrong = !/^[a-z][a-z0-9_]{0,62}$/.test(typed)
    ? t`A key is small letters, digits and underscores, and begins with a letter.`
    : typed !== value && taken.includes(typed)
      ? t`This key is taken.`
      : undefined;
  return (
    <TextInput
      label={t`Key`}
      description={
        fixed ? t`Published keys stay, because history names them.` : t`For the API and for texts.`
      }
      value={typed}
      disabled={fixed}
      error={wrong ?? error}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => !wrong && typed !== value && onChange(typed)}
    />
  );
}
