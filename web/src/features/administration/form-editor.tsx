import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Alert, Badge, Button, Group, Paper, Stack, Switch, Text } from "@mantine/core";
import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconPlus, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { PageSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { FieldInput } from "@/shared/field/field-input";
import { ServerFormView } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import { AddFieldDialog } from "./add-field-dialog";
import { fieldTypes } from "./field-types";
import classes from "./form-editor.module.css";
import type { FormLine } from "./form-lines";
import { linesOf, newLine, questionOf, wireLine } from "./form-lines";
import { FormPreview } from "./form-preview";
import { LocalizedInput } from "./localized-input";
import { moveItem, OrderedList } from "./ordered-list";
import { deskQueries } from "./queries";
import type { FieldDefinition, RequestType } from "./resources";
import type { VersionedForm } from "./versioned-form";
import { ConflictChoice, useVersionedForm } from "./versioned-form";

interface FormEditorProps {
  deskKey: string;
  requestType: RequestType;
  reload: () => Promise<RequestType>;
  onSaved: (requestType: RequestType) => Promise<void>;
}

/** What a request type's form asks, with the form as customers see it beside. */
export function FormEditor(props: FormEditorProps) {
  const fields = useQuery(deskQueries.fields(props.deskKey));
  if (fields.error && !fields.data) {
    return <LoadFailure failure={fields.error} onRetry={() => void fields.refetch()} />;
  }
  return fields.data ? <Editor {...props} fields={fields.data} /> : <PageSkeleton />;
}

interface Lines extends Record<string, unknown> {
  fields: FormLine[];
}

function Editor({
  deskKey,
  requestType,
  reload,
  onSaved,
  fields,
}: FormEditorProps & { fields: FieldDefinition[] }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const [opened, setOpened] = useState<number | null>(null);
  const [adding, setAdding] = useState(false);
  const definitions = new Map(fields.map((field) => [field.id, field]));

  const form = useVersionedForm<RequestType, Lines>({
    resource: requestType,
    valuesOf: (saved) => ({ fields: linesOf(saved) }),
    send: (values, version) =>
      answer(
        api.PUT("/api/desks/{deskKey}/request-types/{id}/form", {
          params: { path: { deskKey, id: requestType.id } },
          headers: ifMatch(version),
          body: { fields: values.fields.map((line) => wireLine(line, definitions.get(line.fieldId))) },
        }),
      ),
    reload,
    onSaved: async (saved) => {
      await onSaved(saved);
      toast.done(t`The form is saved. Requests from now on use it.`);
    },
  });
  const lines = form.values.fields;

  function change(next: FormLine[]) {
    // Errors are known by position, which is no longer true.
    form.clearErrors();
    form.setFieldValue("fields", next);
  }

  return (
    <div className={classes.editor}>
      <div>
        <ServerFormView form={form} label={t`Form`}>
          <ConflictChoice conflict={form.conflict} />
          {form.errors.fields && (
            <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
              {form.errors.fields}
            </Alert>
          )}
          <Paper>
            <OrderedList
              label={t`Fields of the form`}
              items={lines}
              keyOf={(line) => line.fieldId}
              nameOf={(line) => {
                const field = definitions.get(line.fieldId);
                return field ? questionOf(line, field, language).label : "";
              }}
              onMove={(from, to) => change(moveItem(lines, from, to))}
            >
              {(line, position) => {
                const field = definitions.get(line.fieldId);
                return (
                  field && (
                    <Line
                      form={form}
                      line={line}
                      field={field}
                      position={position}
                      opened={opened === line.fieldId}
                      onToggle={() => setOpened(opened === line.fieldId ? null : line.fieldId)}
                      onRemove={() => {
                        const before = lines;
                        const label = questionOf(line, field, language).label;
                        change(lines.filter((one) => one !== line));
                        toast.done(t`${label} is off the form.`, () => change(before));
                      }}
                    />
                  )
                );
              }}
            </OrderedList>
          </Paper>
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              <Trans>Add a field</Trans>
            </Button>
          </div>
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
      <FormPreview requestType={requestType} lines={lines} definitions={definitions} />
      <AddFieldDialog
        deskKey={deskKey}
        opened={adding}
        onClose={() => setAdding(false)}
        fields={fields.filter((field) => !lines.some(({ fieldId }) => fieldId === field.id))}
        onAdd={(field) => {
          setAdding(false);
          change([...lines, newLine(field)]);
          setOpened(field.id);
        }}
      />
    </div>
  );
}

interface LineProps {
  form: VersionedForm<RequestType, Lines>;
  line: FormLine;
  field: FieldDefinition;
  position: number;
  opened: boolean;
  onToggle: () => void;
  onRemove: () => void;
}

function Line({ form, line, field, position, opened, onToggle, onRemove }: LineProps) {
  const { t, i18n } = useLingui();
  const { language } = useFormats();
  const path = `fields.${position}`;
  const question = questionOf(line, field, language);
  const wrong = Object.keys(form.errors).some((one) => one.startsWith(`${path}.`));
  const shown = opened || wrong;
  // Every ticket has a summary, so every form asks for it.
  const fixed = field.key === "summary";
  const takesDefault = field.type !== "file" && field.type !== "person";
  const name = question.label;
  const panel = `line-${field.id}`;
  return (
    <>
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={shown}
          aria-controls={shown ? panel : undefined}
          onClick={onToggle}
        >
          {shown ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
          <span className={classes.name}>
            {name}
            <span className={classes.type}>
              {i18n._(fieldTypes[field.type])} · {field.key}
            </span>
          </span>
        </button>
        {line.required && (
          <Badge size="sm" variant="light" visibleFrom="xs">
            <Trans>Required</Trans>
          </Badge>
        )}
        {!fixed && (
          <ActionIcon aria-label={t`Take ${name} off the form`} onClick={onRemove}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </Group>
      {form.errors[`${path}.fieldId`] && (
        <Text size="sm" c="error">
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
          {takesDefault && (
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
        </Stack>
      )}
    </>
  );
}
