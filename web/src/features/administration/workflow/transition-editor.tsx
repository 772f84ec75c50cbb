import { Trans, useLingui } from "@lingui/react/macro";
import {
  Alert,
  Button,
  Group,
  MultiSelect,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Title,
} from "@mantine/core";
import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { moveItem } from "../ordered-list";
import type { Transition } from "./definition";
import { changedTransition } from "./definition";
import { useDesign, useNames, useResolutions } from "./design";
import { LocalizedTextInput } from "./localized-text-input";
import { placeOf } from "./places-of-problems";
import { RulesEditor } from "./rules-editor";
import { ScreenEditor } from "./screen-editor";
import { KeyInput } from "./status-editor";

// The ticket page has acts of its own on the other letters.
const shortcuts = [..."bdfghlnopqstuvwxyz"];

interface TransitionEditorProps {
  transitionKey: string;
  onDelete: () => void;
  onRekeyed: (key: string) => void;
}

/** All that can be said of a transition. */
export function TransitionEditor({ transitionKey, onDelete, onRekeyed }: TransitionEditorProps) {
  const { t } = useLingui();
  const { definition, published, problems, edit } = useDesign();
  const names = useNames();
  const resolutions = useResolutions();
  const position = definition.transitions.findIndex(({ key }) => key === transitionKey);
  const transition = definition.transitions[position];
  if (!transition) return null;

  const { key } = transition;
  const own = problems.flatMap(({ pointer, message }) => {
    const place = placeOf(pointer, definition);
    return place.of === "transition" && place.key === key ? [{ member: place.member, message }] : [];
  });
  const problem = (...members: string[]) =>
    own
      .filter(({ member }) => members.some((one) => member === one || member.startsWith(`${one}/`)))
      .map(({ message }) => message)
      .join(" ") || undefined;
  const general = own.filter(({ member }) => member === "" || member.startsWith("set"));
  const change = (next: Partial<Transition>, part?: string) =>
    edit((all) => changedTransition(all, key, next), part && `${part} ${key}`);
  const statuses = definition.statuses.map((status) => ({
    value: status.key,
    label: names.status(status.key),
  }));
  const ends = definition.statuses.find((status) => status.key === transition.to)?.category === "done";
  const move = (to: number) =>
    edit((all) => ({ ...all, transitions: moveItem(all.transitions, position, to) }), `order ${key}`);

  return (
    <Stack gap="md">
      <Title order={2} size="h3">
        {names.transition(key)}
      </Title>
      {general.map(({ message }) => (
        <Alert key={message} color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {message}
        </Alert>
      ))}
      <LocalizedTextInput
        label={t`Name`}
        description={t`What the button says.`}
        required
        value={transition.name}
        error={problem("name")}
        onChange={(name) => change({ name }, "name")}
      />
      <div>
        <SegmentedControl
          fullWidth
          size="xs"
          mb={6}
          aria-label={t`Where it starts`}
          value={transition.from.length === 0 ? "any" : "chosen"}
          data={[
            { value: "chosen", label: t`From chosen statuses` },
            { value: "any", label: t`From any status` },
          ]}
          onChange={(mode) => {
            const other = definition.statuses.find((status) => status.key !== transition.to);
            const before = published.transitions.find((one) => one.key === key)?.from ?? [];
            const again = before.filter((status) => definition.statuses.some((one) => one.key === status));
            change({
              from: mode === "any" ? [] : again.length > 0 ? again : other ? [other.key] : [transition.to],
            });
          }}
        />
        {transition.from.length > 0 && (
          <MultiSelect
            label={t({ message: "From", context: "status" })}
            data={statuses}
            value={transition.from}
            error={problem("from")}
            // None chosen would mean any.
            onChange={(from) => from.length > 0 && change({ from })}
            searchable
          />
        )}
      </div>
      <Select
        label={t({ message: "To", context: "status" })}
        data={statuses}
        value={transition.to}
        allowDeselect={false}
        searchable
        error={problem("to")}
        onChange={(to) => to && change({ to })}
      />
      <Switch
        label={t`Customers may take it too`}
        description={t`The reporter and those with whom the request is shared see the button on the portal.`}
        checked={transition.customer}
        onChange={(event) => change({ customer: event.currentTarget.checked })}
      />
      <Switch
        label={t`Taken by itself when the customer answers`}
        checked={transition.onCustomerComment}
        onChange={(event) => change({ onCustomerComment: event.currentTarget.checked })}
      />
      <Group grow align="flex-start">
        <Select
          label={t`Button`}
          data={[
            { value: "primary", label: t({ message: "Foremost", context: "button" }) },
            { value: "default", label: t({ message: "Plain", context: "button" }) },
            { value: "danger", label: t({ message: "Warning", context: "button" }) },
          ]}
          value={transition.style}
          allowDeselect={false}
          onChange={(style) => style && change({ style: style as Transition["style"] })}
        />
        <Select
          label={t`Shortcut`}
          placeholder={t({ message: "None", context: "shortcut" })}
          data={shortcuts.map((letter) => ({ value: letter, label: letter.toUpperCase() }))}
          value={transition.shortcut ?? null}
          clearable
          clearButtonProps={{ "aria-label": t`Clear` }}
          error={problem("shortcut")}
          onChange={(shortcut) => change({ shortcut: shortcut ?? undefined })}
        />
      </Group>
      {(ends || transition.set.resolution) && (
        <Select
          label={t`Resolution that it sets by itself`}
          description={t`Where nobody is to be asked: a withdrawal, say.`}
          placeholder={t`None: it is asked for`}
          data={Object.entries(resolutions).map(([value, label]) => ({ value, label }))}
          value={transition.set.resolution ?? null}
          clearable
          clearButtonProps={{ "aria-label": t`Clear` }}
          onChange={(resolution) => {
            const { resolution: _before, ...rest } = transition.set;
            change({
              set: resolution ? { ...rest, resolution } : rest,
              screen: resolution
                ? transition.screen.filter(({ field }) => field !== "resolution")
                : transition.screen,
            });
          }}
        />
      )}
      <ScreenEditor
        screen={transition.screen}
        ends={ends}
        problems={own}
        onChange={(screen) => change({ screen }, "screen")}
      />
      <RulesEditor transition={transition} kind="conditions" problems={own} onChange={change} />
      <RulesEditor transition={transition} kind="validators" problems={own} onChange={change} />
      <RulesEditor transition={transition} kind="postFunctions" problems={own} onChange={change} />
      <KeyInput
        key={key}
        value={key}
        fixed={published.transitions.some((one) => one.key === key)}
        error={problem("key")}
        taken={definition.transitions.map((one) => one.key)}
        onChange={(next) => {
          edit((all) => changedTransition(all, key, { key: next }));
          onRekeyed(next);
        }}
      />
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconArrowUp size={15} aria-hidden />}
          disabled={position === 0}
          onClick={() => move(position - 1)}
        >
          <Trans>Earlier among the buttons</Trans>
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconArrowDown size={15} aria-hidden />}
          disabled={position === definition.transitions.length - 1}
          onClick={() => move(position + 1)}
        >
          <Trans>Later among the buttons</Trans>
        </Button>
        <Button
          variant="default"
          c="var(--mantine-color-error)"
          size="xs"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={onDelete}
        >
          <Trans>Remove the transition</Trans>
        </Button>
      </Group>
    </Stack>
  );
}
