import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  Group,
  Input,
  Paper,
  SegmentedControl,
  Stack,
  Switch,
  Text,
} from "@mantine/core";
import {
  IconAlertTriangle,
  IconChevronDown,
  IconChevronRight,
  IconHistory,
  IconPlus,
  IconSection,
  IconX,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ComponentProps, ReactNode } from "react";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { PageSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { FieldInput } from "@/shared/field/field-input";
import { ServerFormView } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import { AddFieldDialog } from "./add-field-dialog";
import { ConditionInputs } from "./condition-input";
import { fieldTypes, neverGivenByForms } from "./field-types";
import classes from "./form-editor.module.css";
import type { FormLine, Row, SectionLine } from "./form-lines";
import {
  isConditional,
  moveRow,
  newLine,
  newSection,
  questionOf,
  rowsOf,
  sectionsOf,
  wireSections,
} from "./form-lines";
import { FormPreview } from "./form-preview";
import { FormVersions } from "./form-versions";
import { inLanguage } from "./localized";
import { LocalizedInput } from "./localized-input";
import { OrderedList } from "./ordered-list";
import { deskQueries } from "./queries";
import type { FieldDefinition, RequestType } from "./resources";
import { useFormTrial } from "./use-form-trial";
import type { VersionedForm } from "./versioned-form";
import { ConflictChoice, useVersionedForm } from "./versioned-form";

interface FormEditorProps {
  deskKey: string;
  requestType: RequestType;
  reload: () => Promise<RequestType>;
  onSaved: (requestType: RequestType) => Promise<void>;
}

/** What a request type's form asks, with the form as it is seen beside. */
export function FormEditor(props: FormEditorProps) {
  const fields = useQuery(deskQueries.fields(props.deskKey));
  if (fields.error && !fields.data) {
    return <LoadFailure failure={fields.error} onRetry={() => void fields.refetch()} />;
  }
  return fields.data ? <Editor {...props} fields={fields.data} /> : <PageSkeleton />;
}

interface Sections extends Record<string, unknown> {
  sections: SectionLine[];
}

const keyOf = (row: Row) =>
  row.kind === "section" ? `section ${row.section.id}` : `field ${row.line.fieldId}`;

function Editor({
  deskKey,
  requestType,
  reload,
  onSaved,
  fields,
}: FormEditorProps & { fields: FieldDefinition[] }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const [opened, setOpened] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const definitions = new Map(fields.map((field) => [field.id, field]));

  const form = useVersionedForm<RequestType, Sections>({
    resource: requestType,
    valuesOf: (saved) => ({ sections: sectionsOf(saved.form) }),
    send: (values, version) =>
      answer(
        api.PUT("/api/desks/{deskKey}/request-types/{id}/form", {
          params: { path: { deskKey, id: requestType.id } },
          headers: ifMatch(version),
          body: { sections: wireSections(values.sections, definitions) as never },
        }),
      ),
    reload,
    onSaved: async (saved) => {
      await onSaved(saved);
      toast.done(t`The form is saved. Requests from now on use it.`);
    },
  });
  const { sections } = form.values;
  const rows = rowsOf(sections);
  const asked = sections.flatMap((section) => section.fields);
  const askedFields = asked.flatMap(({ fieldId }) => definitions.get(fieldId) ?? []);
  const trial = useFormTrial(deskKey, sections, definitions);

  function change(next: SectionLine[]) {
    // Errors are known by position, which is no longer true.
    form.clearErrors();
    form.setFieldValue("sections", next);
  }

  function nameOf(row: Row): string {
    if (row.kind === "section") {
      const number = row.at + 1;
      return inLanguage(row.section.title, language) || t`Section ${number}`;
    }
    const field = definitions.get(row.line.fieldId);
    return field ? questionOf(row.line, field, language).label : "";
  }

  function remove(row: Row) {
    const before = sections;
    const name = nameOf(row);
    if (row.kind === "field") {
      change(
        sections.map((section, at) =>
          at === row.at ? { ...section, fields: section.fields.filter((one) => one !== row.line) } : section,
        ),
      );
      toast.done(t`${name} is off the form.`, () => change(before));
    } else {
      // Its fields stay, in the section before it.
      change(
        sections.flatMap((section, at) =>
          at === row.at
            ? []
            : [
                at === row.at - 1
                  ? { ...section, fields: [...section.fields, ...row.section.fields] }
                  : section,
              ],
        ),
      );
      toast.done(t`${name} is no section of its own any more.`, () => change(before));
    }
  }

  return (
    <div className={classes.editor}>
      <div>
        <ServerFormView form={form} label={t`Form`}>
          <ConflictChoice conflict={form.conflict} />
          {form.errors.sections && (
            <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
              {form.errors.sections}
            </Alert>
          )}
          <Paper>
            <OrderedList
              label={t`Fields of the form`}
              items={rows}
              keyOf={keyOf}
              nameOf={nameOf}
              onMove={(from, to) => change(moveRow(sections, from, to))}
            >
              {(row) => {
                const key = keyOf(row);
                const part = {
                  form,
                  problems: trial.problems,
                  askedFields,
                  opened: opened === key,
                  onToggle: () => setOpened(opened === key ? null : key),
                  onRemove: () => remove(row),
                  name: nameOf(row),
                };
                if (row.kind === "section") {
                  return <Section {...part} section={row.section} at={row.at} />;
                }
                const field = definitions.get(row.line.fieldId);
                return (
                  field && (
                    <Line {...part} line={row.line} field={field} at={row.at} position={row.position} />
                  )
                );
              }}
            </OrderedList>
          </Paper>
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              <Trans>Add a field</Trans>
            </Button>
            <Button
              variant="default"
              leftSection={<IconSection size={16} aria-hidden />}
              onClick={() => {
                const section = newSection();
                change([...sections, section]);
                setOpened(`section ${section.id}`);
              }}
            >
              <Trans>Add a section</Trans>
            </Button>
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconHistory size={16} aria-hidden />}
              onClick={() => setChoosing(true)}
            >
              <Trans>Earlier forms and copies</Trans>
            </Button>
          </Group>
          <Group justify="space-between" className={classes.bar}>
            <Text size="sm" c="dimmed" flex="1 1 220px">
              {form.isDirty() ? (
                <Trans>Not saved yet. Requests sent before keep the form they were sent with.</Trans>
              ) : (
                <Trans>Everything is saved.</Trans>
              )}
            </Text>
            <Button type="submit" loading={form.sending} disabled={!form.isDirty()}>
              <Trans>Save the form</Trans>
            </Button>
          </Group>
        </ServerFormView>
      </div>
      <FormPreview requestType={requestType} sections={sections} definitions={definitions} trial={trial} />
      <AddFieldDialog
        deskKey={deskKey}
        opened={adding}
        onClose={() => setAdding(false)}
        fields={fields.filter((field) => field.active && !asked.some(({ fieldId }) => fieldId === field.id))}
        onAdd={(field) => {
          setAdding(false);
          // Into the section that is being edited, else into the last one.
          const open = rows.find((row) => keyOf(row) === opened)?.at ?? sections.length - 1;
          const into = sections.length === 0 ? [newSection()] : sections;
          change(
            into.map((section, at) =>
              at === Math.max(0, open)
                ? { ...section, fields: [...section.fields, newLine(field)] }
                : section,
            ),
          );
          setOpened(`field ${field.id}`);
        }}
      />
      <FormVersions
        deskKey={deskKey}
        requestType={requestType}
        opened={choosing}
        onClose={() => setChoosing(false)}
        onTake={(taken) => {
          setChoosing(false);
          const before = sections;
          change(sectionsOf(taken));
          toast.done(t`The form is in the editor and not saved yet.`, () => change(before));
        }}
      />
    </div>
  );
}

interface PartProps {
  form: VersionedForm<RequestType, Sections>;
  /** What the server says of conditions that are not saved yet, by path. */
  problems: Readonly<Record<string, string>>;
  /** What conditions can be about. */
  askedFields: readonly FieldDefinition[];
  opened: boolean;
  onToggle: () => void;
  onRemove: () => void;
  name: string;
}

/** The conditions of a part, in the form's values. */
function PartConditions({
  form,
  problems,
  path,
  ...rest
}: Pick<PartProps, "form" | "problems"> &
  Omit<ComponentProps<typeof ConditionInputs>, "error" | "path" | "onChange"> & { path: string }) {
  return (
    <ConditionInputs
      {...rest}
      path={path}
      error={(name) => form.errors[`${path}.${name}`] ?? problems[`${path}.${name}`]}
      onChange={(name, expression) => {
        form.clearFieldError(`${path}.${name}`);
        form.setFieldValue(`${path}.${name}`, expression);
      }}
    />
  );
}

/** Whether something inside a part is wrong; what lies deeper is told there. */
function isWrong(errors: object, problems: object, path: string, depth: number): boolean {
  return [...Object.keys(errors), ...Object.keys(problems)].some(
    (one) => one.startsWith(`${path}.`) && one.split(".").length <= depth,
  );
}

interface PartHeadProps {
  /** The id of what is unfolded. */
  panel: string;
  shown: boolean;
  onToggle: () => void;
  title: ReactNode;
  /** Nothing for a part that stays. */
  remove: false | { label: string; onRemove: () => void };
  /** What is said of it at a glance. */
  children: ReactNode;
}

/** What always stands of a section or field, and unfolds the rest. */
function PartHead({ panel, shown, onToggle, title, remove, children }: PartHeadProps) {
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between">
      <button
        type="button"
        className={classes.toggle}
        aria-expanded={shown}
        aria-controls={shown ? panel : undefined}
        onClick={onToggle}
      >
        {shown ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
        {title}
      </button>
      {children}
      {remove && (
        <ActionIcon aria-label={remove.label} onClick={remove.onRemove}>
          <IconX size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}

/** Says of a part that it depends on answers. */
function Sometimes() {
  return (
    <Badge size="sm" variant="light" color="gray" visibleFrom="xs">
      <Trans>Sometimes</Trans>
    </Badge>
  );
}

function Section({
  form,
  problems,
  askedFields,
  opened,
  onToggle,
  onRemove,
  name,
  section,
  at,
}: PartProps & { section: SectionLine; at: number }) {
  const { t } = useLingui();
  const path = `sections.${at}`;
  const shown = opened || isWrong(form.errors, problems, path, 4);
  const panel = `section-${section.id}`;
  return (
    <>
      <PartHead
        panel={panel}
        shown={shown}
        onToggle={onToggle}
        title={<span className={classes.section}>{name}</span>}
        remove={at > 0 && { label: t`Remove the section ${name}`, onRemove }}
      >
        {isConditional(section) && <Sometimes />}
      </PartHead>
      {shown && (
        <Stack gap="sm" pt="sm" pb="xs" id={panel}>
          <LocalizedInput form={form} path={`${path}.title`} label={t`Title`} maxLength={200} />
          <LocalizedInput form={form} path={`${path}.help`} label={t`Help`} multiline maxLength={2000} />
          <Input.Wrapper label={t`Columns`} error={form.errors[`${path}.columns`]}>
            <div>
              <SegmentedControl
                aria-label={t`Columns`}
                value={String(section.columns)}
                data={[
                  { value: "1", label: t`One column` },
                  { value: "2", label: t`Two columns` },
                ]}
                onChange={(columns) => form.setFieldValue(`${path}.columns`, Number(columns))}
              />
            </div>
          </Input.Wrapper>
          <PartConditions
            form={form}
            problems={problems}
            path={path}
            part={section}
            fields={askedFields.filter(({ id }) => !section.fields.some(({ fieldId }) => fieldId === id))}
            names={["visibleWhen", "requiredWhen", "readOnlyWhen"]}
            otherwise={{ requiredWhen: t({ message: "As each field says", context: "condition" }) }}
          />
        </Stack>
      )}
    </>
  );
}

function Line({
  form,
  problems,
  askedFields,
  opened,
  onToggle,
  onRemove,
  name,
  line,
  field,
  at,
  position,
}: PartProps & { line: FormLine; field: FieldDefinition; at: number; position: number }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { language } = useFormats();
  const path = `sections.${at}.fields.${position}`;
  const question = questionOf(line, field, language);
  const shown = opened || isWrong(form.errors, problems, path, 6);
  // Every ticket has a summary, so every form asks for it.
  const fixed = field.key === "summary";
  const takesValue = !neverGivenByForms.has(field.type);
  const panel = `line-${field.id}`;
  return (
    <>
      <PartHead
        panel={panel}
        shown={shown}
        onToggle={onToggle}
        title={
          <span className={classes.name}>
            {name}
            <span className={classes.type}>
              {i18n._(fieldTypes[field.type])} · {field.key}
            </span>
          </span>
        }
        remove={!fixed && { label: t`Take ${name} off the form`, onRemove }}
      >
        {isConditional(line) && <Sometimes />}
        {line.hidden ? (
          <Badge size="sm" variant="light" color="gray" visibleFrom="xs">
            <Trans>Hidden</Trans>
          </Badge>
        ) : (
          line.required && (
            <Badge size="sm" variant="light" visibleFrom="xs">
              <Trans>Required</Trans>
            </Badge>
          )
        )}
      </PartHead>
      {form.errors[`${path}.fieldId`] && (
        <Text size="sm" c="var(--mantine-color-error)">
          {form.errors[`${path}.fieldId`]}
        </Text>
      )}
      {shown && (
        <Stack gap="sm" pt="sm" pb="xs" id={panel}>
          <Switch
            {...form.getInputProps(`${path}.required`, { type: "checkbox" })}
            label={t`Required`}
            description={fixed ? t`Every ticket has a summary, so it is always asked for.` : undefined}
            disabled={fixed}
          />
          {takesValue && (
            <Switch
              {...form.getInputProps(`${path}.hidden`, { type: "checkbox" })}
              label={t`Kept from the person`}
              description={t`Whoever fills in the form does not see the field; it gets the value you choose here.`}
            />
          )}
          {line.hidden && takesValue && (
            <FieldInput
              field={{ ...question, label: t`Preset value`, help: undefined, required: true }}
              value={line.preset}
              onChange={(value) => form.setFieldValue(`${path}.preset`, value)}
              error={form.errors[`${path}.preset`]}
            />
          )}
          {!line.hidden && (
            <>
              <LocalizedInput
                form={form}
                path={`${path}.label`}
                label={t`Label on this form`}
                description={t`Empty means the field’s own name.`}
                placeholders={{ ko: field.name.ko ?? undefined, en: field.name.en ?? undefined }}
                maxLength={200}
              />
              <LocalizedInput
                form={form}
                path={`${path}.help`}
                label={t`Help on this form`}
                description={t`Empty means the field’s own help.`}
                placeholders={{ ko: field.help.ko ?? undefined, en: field.help.en ?? undefined }}
                multiline
                maxLength={2000}
              />
              {takesValue && (
                <FieldInput
                  field={{
                    ...question,
                    label: t`Default value`,
                    help: t`What the form shows before anything is entered.`,
                    required: false,
                  }}
                  value={line.defaultValue}
                  onChange={(value) => form.setFieldValue(`${path}.defaultValue`, value)}
                  error={form.errors[`${path}.defaultValue`]}
                />
              )}
            </>
          )}
          {!fixed && (
            <PartConditions
              form={form}
              problems={problems}
              path={path}
              part={line}
              fields={askedFields.filter(({ id }) => id !== field.id)}
              names={line.hidden ? ["visibleWhen"] : ["visibleWhen", "requiredWhen", "readOnlyWhen"]}
            />
          )}
        </Stack>
      )}
    </>
  );
}
