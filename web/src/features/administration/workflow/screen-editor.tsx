import { useLingui } from "@lingui/react/macro";
import {
  ActionIcon,
  Badge,
  Checkbox,
  Fieldset,
  Group,
  Paper,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  Title,
  UnstyledButton,
} from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useFormats } from "@/shared/i18n/formats";
import { ConditionInputs } from "../condition-input";
import { neverGivenByForms } from "../field-types";
import { inLanguage } from "../localized";
import { moveItem, OrderedList } from "../ordered-list";
import type { Transition } from "./definition";
import { asked } from "./definition";
import { useDesign, useNames } from "./design";
import { FieldValueInput } from "./field-value-input";
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
  const { language } = useFormats();
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
  const at = (position: number, member: string) =>
    problems.find((problem) => problem.member === `screen/${position}/${member}`);
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
              const wrong = problems.find(({ member }) => member.startsWith(`screen/${position}/`));
              return (
                <>
                  {entry.section && (
                    <Text size="xs" c="dimmed" fw={600}>
                      {inLanguage(entry.section.title, language) || t`A section`}
                    </Text>
                  )}
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
                      {isPreset(entry) ? (
                        <Badge size="sm" variant="light" color="gray">
                          {t`Hidden`}
                        </Badge>
                      ) : (
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
                      )}
                      <ActionIcon
                        aria-label={t`No longer ask for ${name}`}
                        onClick={() => onChange(screen.filter((one) => one !== entry))}
                      >
                        <IconX size={16} />
                      </ActionIcon>
                    </Group>
                  </Group>
                  {opened === entry.field ? (
                    <EntryEditor
                      entry={entry}
                      problem={(member) => at(position, member)?.message}
                      onChange={(next) => change(entry, next)}
                    />
                  ) : (
                    wrong && (
                      <Text size="sm" c="var(--mantine-color-error)">
                        {wrong.message}
                      </Text>
                    )
                  )}
                </>
              );
            }}
          </OrderedList>
        </Paper>
      )}
      {general.map(({ message }) => (
        <Text key={message} size="sm" c="var(--mantine-color-error)" mb={4}>
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

const isPreset = ({ preset }: Entry) => preset !== null && preset !== undefined;

interface EntryEditorProps {
  entry: Entry;
  problem: (member: string) => string | undefined;
  onChange: (next: Partial<Entry>) => void;
}

/** How one thing is asked for, and the section that begins with it. */
function EntryEditor({ entry, problem, onChange }: EntryEditorProps) {
  const { t } = useLingui();
  const { fields } = useDesign();
  const type = fields.find(({ key }) => key === entry.field)?.type;
  const takesValue = type === undefined ? entry.field === "resolution" : !neverGivenByForms.has(type);
  const [hidden, setHidden] = useState(isPreset(entry));
  const section = entry.section;
  const changeSection = (next: Partial<NonNullable<Entry["section"]>>) =>
    onChange({ section: { title: {}, help: {}, columns: 1, ...section, ...next } });
  return (
    <Stack gap="xs" py="xs">
      {problem("field") && (
        <Text size="sm" c="var(--mantine-color-error)">
          {problem("field")}
        </Text>
      )}
      {takesValue && (
        <Switch
          size="sm"
          label={t`Kept from the person`}
          description={t`Nobody is asked; the field gets the value that you choose here.`}
          checked={hidden}
          onChange={(event) => {
            setHidden(event.currentTarget.checked);
            onChange({ preset: null });
          }}
        />
      )}
      {hidden ? (
        <FieldValueInput
          fieldKey={entry.field}
          label={t`Preset value`}
          required
          value={entry.preset}
          error={problem("preset")}
          onChange={(preset) => onChange({ preset })}
        />
      ) : (
        <>
          <LocalizedTextInput
            label={t`Label here`}
            description={t`Empty means the field’s own name.`}
            value={entry.label}
            error={problem("label")}
            onChange={(label) => onChange({ label })}
          />
          <LocalizedTextInput
            label={t`Help here`}
            description={t`Empty means the field’s own help.`}
            value={entry.help}
            error={problem("help")}
            onChange={(help) => onChange({ help })}
          />
          {takesValue && type !== undefined && (
            <FieldValueInput
              fieldKey={entry.field}
              label={t`Default value`}
              help={t`Shown where the ticket holds nothing yet.`}
              value={entry.defaultValue}
              error={problem("defaultValue")}
              onChange={(defaultValue) => onChange({ defaultValue })}
            />
          )}
        </>
      )}
      <ConditionInputs
        part={entry}
        names={hidden ? ["visibleWhen"] : ["visibleWhen", "requiredWhen", "readOnlyWhen"]}
        fields={fields.filter(({ key }) => key !== entry.field)}
        error={problem}
        onChange={(name, expression) => onChange({ [name]: expression || null })}
      />
      <Switch
        size="sm"
        label={t`A section begins here`}
        description={t`What follows stands together, up to the next section.`}
        checked={section !== null && section !== undefined}
        onChange={(event) => {
          if (event.currentTarget.checked) changeSection({});
          else onChange({ section: null });
        }}
      />
      {section && (
        <>
          <LocalizedTextInput
            label={t`Title`}
            value={section.title}
            error={problem("section/title")}
            onChange={(title) => changeSection({ title })}
          />
          <LocalizedTextInput
            label={t`Help`}
            value={section.help}
            error={problem("section/help")}
            onChange={(help) => changeSection({ help })}
          />
          <SegmentedControl
            aria-label={t`Columns`}
            value={String(section.columns)}
            data={[
              { value: "1", label: t`One column` },
              { value: "2", label: t`Two columns` },
            ]}
            onChange={(columns) => changeSection({ columns: Number(columns) })}
          />
          <Fieldset legend={t`The whole section`}>
            <ConditionInputs
              part={section}
              names={["visibleWhen", "requiredWhen", "readOnlyWhen"]}
              fields={fields}
              error={(name) => problem(`section/${name}`)}
              onChange={(name, expression) => changeSection({ [name]: expression || null })}
            />
          </Fieldset>
        </>
      )}
    </Stack>
  );
}
