import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Badge, Group, Paper, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useId, useState } from "react";
import type { FieldValues } from "@/shared/field/field";
import { initialValues, wireValues } from "@/shared/field/field";
import { FieldInput } from "@/shared/field/field-input";
import { FormSections } from "@/shared/field/form-sections";
import type { FormSection } from "@/shared/field/form-state";
import { useFormats } from "@/shared/i18n/formats";
import type { Language } from "@/shared/i18n/language";
import { isLanguage, languages } from "@/shared/i18n/language";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import classes from "./form-editor.module.css";
import type { SectionLine } from "./form-lines";
import { previewOf, questionOf } from "./form-lines";
import { inLanguage } from "./localized";
import type { FieldDefinition, RequestType } from "./resources";
import type { FormTrial } from "./use-form-trial";

interface FormPreviewProps {
  requestType: RequestType;
  sections: readonly SectionLine[];
  definitions: ReadonlyMap<number, FieldDefinition>;
  trial: FormTrial;
}

/** The form as people see it, to be tried; nothing that is entered is kept. */
export function FormPreview({ requestType, sections, definitions, trial }: FormPreviewProps) {
  const { t } = useLingui();
  const { language: own } = useFormats();
  const heading = useId();
  const [language, setLanguage] = useState<Language>(own);
  const [audience, setAudience] = useState<"customer" | "agent">("customer");
  const [width, setWidth] = useState<"wide" | "phone">("wide");
  const shown = previewOf(sections, definitions, language);
  const questions = shown.flatMap(({ fields }) => fields);
  const hidden = sections
    .flatMap(({ fields }) => fields)
    .flatMap((line) => {
      const field = definitions.get(line.fieldId);
      return field && line.hidden ? [{ line, question: questionOf(line, field, language) }] : [];
    });
  // Another default starts the trial anew; a changed label does not.
  const start = JSON.stringify(questions.map(({ key, defaultValue }) => [key, defaultValue]));
  return (
    <Paper component="section" p="lg" className={classes.preview} aria-labelledby={heading}>
      <Title order={3} id={heading} c="dimmed" mb="xs">
        {audience === "customer" ? <Trans>As customers see it</Trans> : <Trans>As agents see it</Trans>}
      </Title>
      <Group gap="xs" mb="md">
        <SegmentedControl
          size="xs"
          aria-label={t`Who looks at the preview`}
          value={audience}
          onChange={(next) => setAudience(next === "agent" ? "agent" : "customer")}
          data={[
            { value: "customer", label: t`Customer` },
            { value: "agent", label: t`Agent` },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label={t`Width of the preview`}
          value={width}
          onChange={(next) => setWidth(next === "phone" ? "phone" : "wide")}
          data={[
            { value: "wide", label: t`Desktop` },
            { value: "phone", label: t`Phone` },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label={t`Language of the preview`}
          value={language}
          onChange={(next) => isLanguage(next) && setLanguage(next)}
          data={languages.map(({ value, label }) => ({ value, label }))}
        />
      </Group>
      {Object.keys(trial.problems).length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />} mb="md">
          <Trans>A condition is not right yet. The preview shows how the form was before.</Trans>
        </Alert>
      )}
      <div lang={language} className={classes.sheet} data-width={width}>
        <Group gap="sm" wrap="nowrap" align="flex-start" mb="md">
          <RequestTypeIcon icon={requestType.icon} />
          <div>
            <Text fw={650} size="lg">
              {inLanguage(requestType.name, language)}
            </Text>
            {audience === "customer" && (
              <Text c="dimmed">{inLanguage(requestType.description, language)}</Text>
            )}
          </div>
        </Group>
        {inLanguage(requestType.help, language) && (
          <Text mb="md" style={{ whiteSpace: "pre-line" }}>
            {inLanguage(requestType.help, language)}
          </Text>
        )}
        <Trial key={start} sections={shown} trial={trial} />
        {audience === "agent" && hidden.length > 0 && (
          <Stack mt="lg" gap="sm">
            <Group gap="xs">
              <Badge variant="light" color="gray">
                <Trans>Hidden</Trans>
              </Badge>
              <Text size="sm" c="dimmed">
                <Trans>Written without asking, and seen on the ticket</Trans>
              </Text>
            </Group>
            {hidden.map(({ line, question }) => (
              <FieldInput
                key={question.key}
                field={{ ...question, required: false }}
                value={line.preset}
                onChange={() => undefined}
                disabled
              />
            ))}
          </Stack>
        )}
      </div>
    </Paper>
  );
}

function Trial({ sections, trial }: { sections: FormSection[]; trial: FormTrial }) {
  const questions = sections.flatMap(({ fields }) => fields);
  const form = useForm<FieldValues>({
    initialValues: initialValues(questions),
    onValuesChange: (values) => trial.onAnswer(wireValues(questions, values)),
  });
  return (
    <Stack gap="lg">
      <FormSections
        form={form}
        state={trial.state}
        sections={sections.map((section) => ({
          ...section,
          // A trial uploads nothing.
          fields: section.fields.filter(({ type }) => type !== "file"),
        }))}
      />
    </Stack>
  );
}
