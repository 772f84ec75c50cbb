import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import {
  ActionIcon,
  Box,
  Button,
  Fieldset,
  Group,
  NumberInput,
  Paper,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { isProblem } from "@/shared/api/problem";
import { toast } from "@/shared/feedback/toast";
import { DurationInput } from "@/shared/field/duration-input";
import type { FieldSettings, FieldType } from "@/shared/field/field";
import type { ServerForm } from "@/shared/form/server-form";
import { ServerFormView } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import { CurrencyPicker } from "./currency-picker";
import { DateBound } from "./date-bound";
import type { FieldOwner } from "./field-owner";
import { fieldOwner } from "./field-owner";
import { fieldTypes, ownFieldTypes } from "./field-types";
import { IndexFailure, IndexMark } from "./index-mark";
import type { LocalizedDraft } from "./localized";
import { draftOf, inLanguage, isBlank, keyFrom } from "./localized";
import { LocalizedInput } from "./localized-input";
import { moveItem, OrderedList } from "./ordered-list";
import type { FieldDefinition } from "./resources";
import { ConflictChoice, useVersionedForm } from "./versioned-form";

interface OptionDraft {
  /** Tells options apart while they have no key yet. */
  id: string;
  key: string;
  name: LocalizedDraft;
  active: boolean;
  /** Key of the option under which it stands. */
  parent: string | null;
}

/** A column of a table. */
interface ColumnDraft {
  id: string;
  key: string;
  type: FieldType;
  name: LocalizedDraft;
  required: boolean;
  active: boolean;
  options: OptionDraft[];
}

type Plain = Exclude<keyof FieldSettings, "currencies" | "statement" | "rule" | "columns">;
type Bounds = Record<Plain, number | string> & {
  currencies: string[];
  statement: LocalizedDraft;
  rule: { expression: string; message: LocalizedDraft };
  columns: ColumnDraft[];
};

interface FieldDraft extends Record<string, unknown> {
  key: string;
  type: FieldType;
  name: LocalizedDraft;
  help: LocalizedDraft;
  settings: Bounds;
  options: OptionDraft[];
  active: boolean;
  indexed: boolean;
}

const bounds: Record<FieldType, Array<keyof FieldSettings>> = {
  short_text: ["minimumLength", "maximumLength", "pattern"],
  long_text: ["minimumLength", "maximumLength", "pattern"],
  rich_text: ["maximumLength"],
  url: ["pattern"],
  email: ["pattern"],
  phone: [],
  number: ["minimum", "maximum", "decimals"],
  duration: ["minimum", "maximum"],
  money: ["currencies"],
  date: ["earliest", "latest"],
  date_time: ["earliest", "latest"],
  choice: [],
  multi_choice: ["maximumChoices"],
  checkbox: [],
  consent: ["statement"],
  person: [],
  persons: ["maximumChoices"],
  group: [],
  team: [],
  service: [],
  ticket: [],
  table: ["minimumRows", "maximumRows"],
  computed: ["formula", "result", "decimals"],
  file: ["maximumFiles"],
  priority: [],
};
const allBounds = [...new Set(Object.values(bounds).flat())];
/** What a column of a table can hold. */
const columnTypes: FieldType[] = ["short_text", "number", "date", "choice", "checkbox", "person"];
/** What nobody enters has no rule, and what is agreed to or attached is no value to compare. */
const takesRule = (type: FieldType) => !["computed", "consent", "file", "checkbox"].includes(type);
/** What is looked for by its value. */
const indexable = (type: FieldType) =>
  !["long_text", "rich_text", "checkbox", "consent", "table", "file", "priority"].includes(type);
const hasOptions = (type: FieldType) => type === "choice" || type === "multi_choice";

function optionDrafts(options: FieldDefinition["options"]): OptionDraft[] {
  return options.map(({ key, name, active, parent }) => ({
    id: key,
    key,
    name: draftOf(name),
    active,
    parent: parent ?? null,
  }));
}

function valuesOf(field: FieldDefinition): FieldDraft {
  return {
    key: field.key,
    type: field.type,
    name: draftOf(field.name),
    help: draftOf(field.help),
    settings: {
      ...(Object.fromEntries(
        allBounds.map((bound) => [bound, field.settings[bound] ?? (bound === "currencies" ? [] : "")]),
      ) as unknown as Bounds),
      statement: draftOf(field.settings.statement),
      rule: {
        expression: field.settings.rule?.expression ?? "",
        message: draftOf(field.settings.rule?.message),
      },
      columns: (field.settings.columns ?? []).map(({ key, type, name, required, active, options }) => ({
        id: key,
        key,
        type,
        name: draftOf(name),
        required: required === true,
        active: active !== false,
        options: optionDrafts(options ?? []),
      })),
    },
    options: optionDrafts(field.options),
    active: field.active,
    indexed: field.index !== undefined && field.index !== null,
  };
}

const blankField: FieldDefinition = {
  id: 0,
  key: "",
  type: "short_text",
  name: {},
  help: {},
  settings: {},
  options: [],
  optionCount: 0,
  system: false,
  active: true,
  version: 0,
};

/** What has no key yet gets one from its name, or the word with a number. */
function keyed<Item extends { key: string; name: LocalizedDraft }>(
  items: readonly Item[],
  word: string,
): Item[] {
  const taken = new Set(items.map(({ key }) => key));
  return items.map((item) => {
    let chosen = item.key;
    const wanted = keyFrom(item.name.en) || word;
    for (let number = 1; chosen === ""; number += 1) {
      const candidate = number === 1 && wanted !== word ? wanted : `${wanted}_${number}`;
      if (!taken.has(candidate)) chosen = candidate;
    }
    taken.add(chosen);
    return { ...item, key: chosen };
  });
}

/** The options as the API takes them. */
function keyedOptions(options: readonly OptionDraft[]) {
  return keyed(options, "option").map(({ key, name, active, parent }) => ({
    key,
    name,
    active,
    ...(parent === null ? {} : { parent }),
  }));
}

function keyedColumns(columns: readonly ColumnDraft[]) {
  return keyed(columns, "column").map(({ key, type, name, required, active, options }) => ({
    key,
    type,
    name,
    required,
    active,
    ...(hasOptions(type) ? { options: keyedOptions(options) } : {}),
  }));
}

/** @param many whether the options are too many to be here, and stay as they are */
function wireField(values: FieldDraft, many: boolean) {
  return {
    name: values.name,
    help: values.help,
    settings: {
      ...Object.fromEntries(
        bounds[values.type].flatMap((bound) =>
          String(values.settings[bound]).trim() === "" ? [] : [[bound, values.settings[bound]]],
        ),
      ),
      ...(takesRule(values.type) && values.settings.rule.expression.trim() !== ""
        ? { rule: values.settings.rule }
        : {}),
      ...(values.type === "table" ? { columns: keyedColumns(values.settings.columns) } : {}),
    } as FieldSettings,
    options: hasOptions(values.type) && !many ? keyedOptions(values.options) : undefined,
  };
}

/** The bounds of a duration that could not be understood: they are still text. */
function unreadDurations({ type, settings }: FieldDraft): string[] {
  return type === "duration"
    ? (["minimum", "maximum"] as const).filter((bound) => {
        const value = settings[bound];
        return typeof value === "string" && value.trim() !== "";
      })
    : [];
}

interface FieldFormProps {
  /** Null for a field of the installation. */
  deskKey: string | null;
  /** The field to change; null for one to be made. */
  field: FieldDefinition | null;
  onClose: () => void;
  onSaved: (field: FieldDefinition) => unknown;
}

/** A field: what it is called, and what may be answered. */
export function FieldForm({ deskKey, field, onClose, onSaved }: FieldFormProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const client = useQueryClient();
  const [keyChosen, setKeyChosen] = useState(false);
  const owner = fieldOwner(deskKey);
  const many = field !== null && field.optionCount > field.options.length;

  const form = useVersionedForm<FieldDefinition, FieldDraft>({
    resource: field ?? blankField,
    valuesOf,
    guard: false,
    validate: (values) => ({
      ...(isBlank(values.name) ? { name: t`Enter a name in at least one language.` } : {}),
      ...(/^[a-z][a-z0-9_]{0,62}$/.test(values.key)
        ? {}
        : { key: t`Use lower-case letters, digits and underscores, beginning with a letter.` }),
      ...(values.type === "money" && values.settings.currencies.length === 0
        ? { "settings.currencies": t`Choose at least one currency.` }
        : {}),
      ...(values.type === "consent" && isBlank(values.settings.statement)
        ? { "settings.statement": t`Say what one agrees to.` }
        : {}),
      ...Object.fromEntries(
        unreadDurations(values).map((bound) => [
          `settings.${bound}`,
          t`Enter days, hours and minutes, such as 1d 7h 20m.`,
        ]),
      ),
      ...(values.type === "table" ? columnProblems(values.settings.columns) : {}),
      ...(hasOptions(values.type) && values.options.length === 0
        ? { options: t`Add at least one option.` }
        : {}),
      ...Object.fromEntries(
        values.options.flatMap((option, position) =>
          hasOptions(values.type) && isBlank(option.name)
            ? [[`options.${position}.name`, t`Enter a name in at least one language.`]]
            : [],
        ),
      ),
    }),
    send: (values, version) =>
      field
        ? owner.change(field.id, version, {
            ...wireField(values, many),
            active: values.active,
            ...(indexable(values.type) ? { indexed: values.indexed } : {}),
          })
        : owner.make({ key: values.key, type: values.type, ...wireField(values, many) }),
    reload: async () => {
      const fields = await client.fetchQuery({ ...owner.list, staleTime: 0 });
      return fields.find(({ id }) => id === field?.id) ?? blankField;
    },
    onSaved: async (saved) => {
      await Promise.all(owner.queries.map((queryKey) => client.invalidateQueries({ queryKey })));
      await onSaved(saved);
    },
  });

  function columnProblems(columns: readonly ColumnDraft[]): Record<string, string> {
    if (!columns.some(({ active }) => active)) return { "settings.columns": t`Add at least one column.` };
    return Object.fromEntries(
      columns.flatMap(({ name, type, options }, at): Array<[string, string]> => {
        const path = `settings.columns.${at}`;
        if (isBlank(name)) return [[`${path}.name`, t`Enter a name in at least one language.`]];
        if (!hasOptions(type)) return [];
        if (options.length === 0) return [[`${path}.options`, t`Add at least one option.`]];
        return options.flatMap((option, place): Array<[string, string]> =>
          isBlank(option.name)
            ? [[`${path}.options.${place}.name`, t`Enter a name in at least one language.`]]
            : [],
        );
      }),
    );
  }

  const nameInputs = {
    ...form,
    getInputProps: (path: string) => {
      const props = form.getInputProps(path);
      if (path !== "name.en" || field) return props;
      return {
        ...props,
        onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
          const text = event.currentTarget.value;
          props.onChange(event);
          if (!keyChosen) form.setFieldValue("key", keyFrom(text));
        },
      };
    },
  };

  return (
    <ServerFormView form={form} label={t`Field`}>
      <ConflictChoice conflict={form.conflict} />
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <Select
          {...form.getInputProps("type")}
          onChange={(type) => {
            // A number is not a duration; all other bounds mean the same wherever they apply.
            form.setFieldValue("settings.minimum", "");
            form.setFieldValue("settings.maximum", "");
            form.setFieldValue("type", type as FieldType);
          }}
          label={t`Type`}
          description={field ? t`It cannot be changed, since there are answers.` : undefined}
          data={ownFieldTypes.map((type) => ({ value: type, label: i18n._(fieldTypes[type]) }))}
          allowDeselect={false}
          readOnly={field !== null}
          variant={field ? "filled" : undefined}
          flex="1 1 200px"
        />
        <TextInput
          {...form.getInputProps("key")}
          onChange={(event) => {
            setKeyChosen(event.currentTarget.value !== "");
            form.setFieldValue("key", event.currentTarget.value);
          }}
          label={t`Key`}
          description={t`Its name in the API; it cannot be changed later.`}
          required={!field}
          readOnly={field !== null}
          variant={field ? "filled" : undefined}
          maxLength={63}
          autoComplete="off"
          flex="1 1 200px"
        />
      </Group>
      <LocalizedInput form={nameInputs} path="name" label={t`Name`} required maxLength={200} />
      <LocalizedInput form={form} path="help" label={t`Help`} multiline maxLength={2000} />
      {form.values.type === "table" && (
        <Columns form={form} saved={field?.settings.columns?.map(({ key }) => key) ?? []} />
      )}
      <FieldBounds form={form} />
      {takesRule(form.values.type) && <RuleInputs form={form} />}
      {many && <ManyOptions owner={owner} field={field} onSaved={onSaved} />}
      {hasOptions(form.values.type) && !many && (
        <Options
          form={form}
          path="options"
          options={form.values.options}
          saved={field?.options.map(({ key }) => key) ?? []}
        />
      )}
      {field && indexable(field.type) && (
        <Stack gap={4}>
          <Group gap="sm" align="flex-start" justify="space-between">
            <Switch
              {...form.getInputProps("indexed", { type: "checkbox" })}
              label={t`Find answers quickly`}
              description={t`Keeps an index over the answers, for lists and reports that look for them.`}
            />
            <IndexMark field={field} />
          </Group>
          <IndexFailure field={field} />
        </Stack>
      )}
      {field && (
        <Switch
          {...form.getInputProps("active", { type: "checkbox" })}
          label={t`Can be put on forms and screens`}
          description={t`Switched off, it stays where it stands until the form is next saved, and keeps its answers.`}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={form.sending}>
          {field ? <Trans>Save</Trans> : <Trans>Make the field</Trans>}
        </Button>
      </Group>
    </ServerFormView>
  );
}

function FieldBounds({ form }: { form: ServerForm<FieldDraft> }) {
  const { t } = useLingui();
  const labels: Record<keyof FieldSettings, string> = {
    minimumLength: t`At least characters`,
    maximumLength: t`At most characters`,
    pattern: t`Pattern`,
    minimum: form.values.type === "duration" ? t`Shortest duration` : t`Smallest number`,
    maximum: form.values.type === "duration" ? t`Longest duration` : t`Largest number`,
    decimals: t`Digits after the point`,
    earliest: t`Earliest day`,
    latest: t`Latest day`,
    maximumChoices: t`At most choices`,
    maximumFiles: t`At most files`,
    currencies: t`Currencies`,
    statement: t`What one agrees to`,
    formula: t`Formula`,
    result: t`Result`,
    rule: t`Rule`,
    columns: t({ message: "Columns", context: "table" }),
    minimumRows: t`At least rows`,
    maximumRows: t`At most rows`,
  };
  const applicable = bounds[form.values.type];
  if (applicable.length === 0) return null;
  return (
    <Fieldset variant="unstyled" legend={<Text fw={600}>{t`Bounds`}</Text>}>
      <Group align="flex-start" gap="sm" mt={4}>
        {applicable.map((bound) => {
          const path = `settings.${bound}`;
          const common = { ...form.getInputProps(path), label: labels[bound] };
          if (bound === "statement") {
            return (
              <Box key={bound} flex="1 1 100%">
                <LocalizedInput
                  form={form}
                  path={path}
                  label={labels[bound]}
                  required
                  multiline
                  maxLength={10000}
                />
              </Box>
            );
          }
          if (bound === "formula") {
            return (
              <Textarea
                key={bound}
                {...common}
                description={t`Over the other fields of the form, such as fields.price * fields.quantity.`}
                required
                autosize
                maxLength={2000}
                spellCheck={false}
                ff="monospace"
                flex="1 1 100%"
              />
            );
          }
          if (bound === "result") {
            return (
              <Select
                key={bound}
                {...common}
                required
                allowDeselect={false}
                placeholder={t`Choose`}
                value={String(form.values.settings.result) || null}
                data={[
                  { value: "number", label: t({ message: "Number", context: "field type" }) },
                  { value: "text", label: t`Text` },
                  { value: "truth", label: t`Yes or no` },
                ]}
                flex="1 1 150px"
              />
            );
          }
          if (bound === "earliest" || bound === "latest") {
            return (
              <DateBound
                key={bound}
                label={labels[bound]}
                value={String(form.values.settings[bound])}
                onChange={(value) => form.setFieldValue(path, value)}
                error={form.errors[path]}
              />
            );
          }
          if (bound === "currencies") {
            return (
              <CurrencyPicker
                key={bound}
                label={labels[bound]}
                value={form.values.settings.currencies}
                onChange={(codes) => form.setFieldValue(path, codes)}
                error={form.errors[path]}
              />
            );
          }
          if (form.values.type === "duration") {
            return (
              <DurationInput
                key={bound}
                label={labels[bound]}
                placeholder={t`No limit`}
                value={form.values.settings[bound as Plain]}
                onChange={(value) => form.setFieldValue(path, value)}
                error={form.errors[path]}
                flex="1 1 200px"
              />
            );
          }
          if (bound === "pattern") {
            return (
              <TextInput
                key={bound}
                {...common}
                description={t`A regular expression that the whole text must match, such as [A-Z]{2}[0-9]{4}.`}
                maxLength={500}
                ff="monospace"
                flex="1 1 100%"
                autoComplete="off"
              />
            );
          }
          return (
            <NumberInput
              key={bound}
              {...common}
              placeholder={t`No limit`}
              allowDecimal={bound === "minimum" || bound === "maximum"}
              allowNegative={bound === "minimum" || bound === "maximum"}
              flex="1 1 150px"
            />
          );
        })}
      </Group>
    </Fieldset>
  );
}

/** What an answer must be like beyond its bounds, and what is said otherwise. */
function RuleInputs({ form }: { form: ServerForm<FieldDraft> }) {
  const { t } = useLingui();
  const { key } = form.values;
  return (
    <Fieldset variant="unstyled" legend={<Text fw={600}>{t`Rule`}</Text>}>
      <Stack gap="sm">
        <TextInput
          {...form.getInputProps("settings.rule.expression")}
          label={t`What an answer must be like`}
          description={t`An expression over this field; an answer for which it is not true is refused.`}
          placeholder={`fields.${key || "key"} < 100`}
          maxLength={2000}
          spellCheck={false}
          autoComplete="off"
          ff="monospace"
        />
        {form.values.settings.rule.expression.trim() !== "" && (
          <LocalizedInput
            form={form}
            path="settings.rule.message"
            label={t`What is said when it is not`}
            required
            maxLength={200}
          />
        )}
      </Stack>
    </Fieldset>
  );
}

interface ManyOptionsProps {
  owner: FieldOwner;
  field: FieldDefinition;
  onSaved: (field: FieldDefinition) => unknown;
}

/** Options that are too many for a list: as lines, to be copied from and into a spreadsheet. */
function ManyOptions({ owner, field, onSaved }: ManyOptionsProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { optionCount } = field;
  const [lines, setLines] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function during(work: () => Promise<void>) {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (failure) {
      setProblem(isProblem(failure) ? failure.errors.map(({ message }) => message).join(" ") : null);
      if (!isProblem(failure) || failure.errors.length === 0) toast.failed(failure);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Fieldset variant="unstyled" legend={<Text fw={600}>{t`Options`}</Text>}>
      <Text size="sm" c="dimmed" mb="xs">
        <Trans>
          {optionCount} options. One line each: key, Korean and English name, separated by tabs, as a
          spreadsheet copies them; two spaces at the beginning put an option under the one above it. An option
          that is left out can no longer be chosen.
        </Trans>
      </Text>
      {lines === null ? (
        <Button
          variant="default"
          size="xs"
          loading={busy}
          onClick={() =>
            void during(async () => {
              setLines((await owner.optionLines(field.id)).text);
            })
          }
        >
          <Trans>Edit as lines</Trans>
        </Button>
      ) : (
        <Stack gap="xs">
          <Textarea
            aria-label={t`Options, one a line`}
            rows={14}
            spellCheck={false}
            ff="monospace"
            value={lines}
            error={problem}
            onChange={(event) => setLines(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button
              size="xs"
              loading={busy}
              onClick={() =>
                void during(async () => {
                  const saved = await owner.changeOptionLines(field.id, field.version, lines);
                  await Promise.all(owner.queries.map((queryKey) => client.invalidateQueries({ queryKey })));
                  await onSaved(saved);
                })
              }
            >
              <Trans>Save the options</Trans>
            </Button>
          </Group>
        </Stack>
      )}
    </Fieldset>
  );
}

/** The columns of a table, in their order. */
function Columns({ form, saved }: { form: ServerForm<FieldDraft>; saved: string[] }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { language } = useFormats();
  const count = useRef(0);
  const { columns } = form.values.settings;
  function change(next: ColumnDraft[]) {
    form.clearErrors();
    form.setFieldValue("settings.columns", next);
  }
  return (
    <Fieldset variant="unstyled" legend={<Text fw={600}>{t({ message: "Columns", context: "table" })}</Text>}>
      <Text size="sm" c="dimmed" mb="xs">
        <Trans>
          A column that should no longer be asked for is switched off: rows entered before keep and show it.
        </Trans>
      </Text>
      {form.errors["settings.columns"] && (
        <Text size="sm" c="var(--mantine-color-error)" mb="xs">
          {form.errors["settings.columns"]}
        </Text>
      )}
      {columns.length > 0 && (
        <Paper mb="sm">
          <OrderedList
            label={t({ message: "Columns", context: "table" })}
            items={columns}
            keyOf={(column) => column.id}
            nameOf={(column) => inLanguage(column.name, language) || t`the new column`}
            onMove={(from, to) => change(moveItem(columns, from, to))}
          >
            {(column, position) => {
              const path = `settings.columns.${position}`;
              const number = position + 1;
              const name = inLanguage(column.name, language) || t`the new column`;
              const isSaved = saved.includes(column.key);
              return (
                <Stack gap="xs">
                  <LocalizedInput
                    form={form}
                    path={`${path}.name`}
                    label={t`Column ${number}`}
                    maxLength={200}
                  />
                  <Group justify="space-between" align="flex-end" gap="sm">
                    <Select
                      {...form.getInputProps(`${path}.type`)}
                      label={t`Type`}
                      data={columnTypes.map((type) => ({ value: type, label: i18n._(fieldTypes[type]) }))}
                      allowDeselect={false}
                      readOnly={isSaved}
                      variant={isSaved ? "filled" : undefined}
                      size="xs"
                      w={150}
                    />
                    <Switch
                      {...form.getInputProps(`${path}.required`, { type: "checkbox" })}
                      label={t`Required in each row`}
                      size="xs"
                      mb={6}
                    />
                    {isSaved ? (
                      <Switch
                        {...form.getInputProps(`${path}.active`, { type: "checkbox" })}
                        label={t`Is asked for`}
                        size="xs"
                        mb={6}
                      />
                    ) : (
                      <ActionIcon
                        aria-label={t`Remove ${name}`}
                        onClick={() => change(columns.filter((one) => one !== column))}
                      >
                        <IconX size={16} />
                      </ActionIcon>
                    )}
                  </Group>
                  {form.errors[`${path}.key`] && (
                    <Text size="sm" c="var(--mantine-color-error)">
                      {form.errors[`${path}.key`]}
                    </Text>
                  )}
                  {hasOptions(column.type) && (
                    <Options
                      form={form}
                      path={`${path}.options`}
                      options={column.options}
                      saved={column.options.flatMap(({ id, key }) => (id === key ? [key] : []))}
                    />
                  )}
                </Stack>
              );
            }}
          </OrderedList>
        </Paper>
      )}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => {
          count.current += 1;
          change([
            ...columns,
            {
              id: `new-${count.current}`,
              key: "",
              type: "short_text",
              name: draftOf(null),
              required: false,
              active: true,
              options: [],
            },
          ]);
        }}
      >
        <Trans>Add a column</Trans>
      </Button>
    </Fieldset>
  );
}

interface OptionsProps {
  form: ServerForm<FieldDraft>;
  /** Where they lie in the form's values. */
  path: string;
  options: OptionDraft[];
  saved: string[];
}

function Options({ form, path, options, saved }: OptionsProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const count = useRef(0);
  function change(next: OptionDraft[]) {
    form.clearErrors();
    form.setFieldValue(path, next);
  }
  return (
    <Fieldset variant="unstyled" legend={<Text fw={600}>{t`Options`}</Text>}>
      <Text size="sm" c="dimmed" mb="xs">
        <Trans>
          An option that should no longer be chosen is switched off: answers given before keep it and show its
          name.
        </Trans>
      </Text>
      {form.errors[path] && (
        <Text size="sm" c="var(--mantine-color-error)" mb="xs">
          {form.errors[path]}
        </Text>
      )}
      {options.length > 0 && (
        <Paper mb="sm">
          <OrderedList
            label={t`Options`}
            items={options}
            keyOf={(option) => option.id}
            nameOf={(option) => inLanguage(option.name, language) || t`the new option`}
            onMove={(from, to) => change(moveItem(options, from, to))}
          >
            {(option, position) => {
              const number = position + 1;
              const name = inLanguage(option.name, language) || t`the new option`;
              return (
                <Stack gap={6}>
                  <LocalizedInput
                    form={form}
                    path={`${path}.${position}.name`}
                    label={t`Option ${number}`}
                    maxLength={200}
                  />
                  {form.errors[`${path}.${position}.key`] && (
                    <Text size="sm" c="var(--mantine-color-error)">
                      {form.errors[`${path}.${position}.key`]}
                    </Text>
                  )}
                  <Group justify="space-between">
                    <Switch
                      {...form.getInputProps(`${path}.${position}.active`, { type: "checkbox" })}
                      label={t`Can be chosen`}
                      size="xs"
                    />
                    {!saved.includes(option.key) && (
                      <ActionIcon
                        aria-label={t`Remove ${name}`}
                        onClick={() => change(options.filter((one) => one !== option))}
                      >
                        <IconX size={16} />
                      </ActionIcon>
                    )}
                  </Group>
                </Stack>
              );
            }}
          </OrderedList>
        </Paper>
      )}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => {
          count.current += 1;
          change([
            ...options,
            { id: `new-${count.current}`, key: "", name: draftOf(null), active: true, parent: null },
          ]);
        }}
      >
        <Trans>Add an option</Trans>
      </Button>
      <Textarea
        mt="sm"
        size="xs"
        label={t`Paste options`}
        description={t`One a line; each is added when the text is pasted.`}
        autosize
        minRows={1}
        maxRows={3}
        value=""
        onChange={() => undefined}
        onPaste={(event) => {
          event.preventDefault();
          const names = event.clipboardData
            .getData("text/plain")
            .split(/\r?\n/)
            .map((line) => line.trim())
            .filter((line) => line !== "");
          change([
            ...options,
            ...names.map((line) => {
              count.current += 1;
              const [first = "", second] = line.split("\t").map((cell) => cell.trim());
              const name =
                second === undefined ? { ...draftOf(null), [language]: first } : { ko: first, en: second };
              return { id: `new-${count.current}`, key: "", name, active: true, parent: null };
            }),
          ]);
        }}
      />
    </Fieldset>
  );
}
