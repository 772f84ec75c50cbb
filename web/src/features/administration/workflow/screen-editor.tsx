import { useLingui } from "@lingui/react/macro";
import {
  ActionIcon,
  Checkbox,
  Group,
  Paper,
  Select,
  Stack,
  Text,
  Textarea,
  Title,
  UnstyledButton,
} from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { moveItem, OrderedList } from "../ordered-list";
import type { Transition } from "./definition";
import { asked } from "./definition";
import { useDesign, useNames } from "./design";
import { LocalizedTextInput } from "./localized-text-input";

type Entry = Transition["screen"][number];

interface ScreenEditorProps {
  screen: Transition["screen"];
  /** Whether it leads to a status that means done. */
  ends: boolean;
  problems: ReadonlyArray<{ member: string; message: string }>;
  onChange: (screen: Transition["screen"]) => void;
}

/** What a transition asks of whoever takes it. */
export function ScreenEditor({ screen, ends, problems, onChange }: ScreenEditorProps) {
  const { t } = useLingui();
  const { fields } = useDesign();
  const names = useNames();
  const [opened, setOpened] = useState<string | null>(null);
  const there = new Set(screen.map(({ field }) => field));
  const askable = [
    ...(ends ? ["resolution"] : []),
    "assignee",
    ...fields.filter(({ active }) => active).map(({ key }) => key),
  ].filter((key) => !there.has(key));
  const change = (entry: Entry, next: Partial<Entry>) =>
    onChange(screen.map((one) => (one === entry ? { ...one, ...next } : one)));
  const general = problems.filter(({ member }) => member === "screen");
  return (
    <div>
      <Title order={3} size="h4" mb={4}>
        {t`Asks for`}
      </Title>
      {screen.length > 0 && (
        <Paper mb={6}>
          <OrderedList
            label={t`Asks for`}
            items={screen}
            keyOf={({ field }) => field}
            nameOf={({ field }) => names.field(field)}
            onMove={(from, to) => onChange(moveItem(screen, from, to))}
          >
            {(entry, position) => {
              const name = names.field(entry.field);
              const wrong = problems.find(({ member }) => member.startsWith(`screen/${position}`));
              return (
                <>
                  <Group gap="xs" wrap="nowrap" justify="space-between">
                    <UnstyledButton
                      aria-expanded={opened === entry.field}
                      onClick={() => setOpened(opened === entry.field ? null : entry.field)}
                    >
                      <Text size="sm" fw={550}>
                        {name}
                      </Text>
                    </UnstyledButton>
                    <Group gap={6} wrap="nowrap">
                      <Checkbox
                        size="xs"
                        label={t`Required`}
                        aria-label={t`${name} is required`}
                        checked={entry.required}
                        onChange={(event) => {
                          const required = event.currentTarget.checked;
                          change(entry, { required });
                        }}
                      />
                      <ActionIcon
                        aria-label={t`No longer ask for ${name}`}
                        onClick={() => onChange(screen.filter((one) => one !== entry))}
                      >
                        <IconX size={16} />
                      </ActionIcon>
                    </Group>
                  </Group>
                  {opened === entry.field && (
                    <Stack gap="xs" py="xs">
                      <LocalizedTextInput
                        label={t`Label here`}
                        description={t`Empty means the field’s own name.`}
                        value={entry.label}
                        onChange={(label) => change(entry, { label })}
                      />
                      <LocalizedTextInput
                        label={t`Help here`}
                        description={t`Empty means the field’s own help.`}
                        value={entry.help}
                        onChange={(help) => change(entry, { help })}
                      />
                      <Expression
                        label={t`Asked for only when`}
                        value={entry.visibleWhen}
                        onChange={(visibleWhen) => change(entry, { visibleWhen })}
                      />
                      <Expression
                        label={t`Required only when`}
                        value={entry.requiredWhen}
                        onChange={(requiredWhen) => change(entry, { requiredWhen })}
                      />
                    </Stack>
                  )}
                  {wrong && (
                    <Text size="sm" c="error">
                      {wrong.message}
                    </Text>
                  )}
                </>
              );
            }}
          </OrderedList>
        </Paper>
      )}
      {general.map(({ message }) => (
        <Text key={message} size="sm" c="error" mb={4}>
          {message}
        </Text>
      ))}
      <Select
        aria-label={t`Ask for another field`}
        placeholder={t`Ask for another field`}
        searchable
        size="sm"
        value={null}
        data={askable.map((key) => ({ value: key, label: names.field(key) }))}
        onChange={(field) => field && onChange([...screen, asked(field, field === "resolution")])}
      />
    </div>
  );
}

interface ExpressionProps {
  label: string;
  value: string | null | undefined;
  onChange: (value: string | null) => void;
}

/** A condition in the words of the expression language; the server says whether it makes sense. */
function Expression({ label, value, onChange }: ExpressionProps) {
  const { t } = useLingui();
  return (
    <Textarea
      label={label}
      description={t`An expression such as fields.kind == "hardware"; empty means always.`}
      autosize
      minRows={1}
      maxRows={5}
      spellCheck={false}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}
