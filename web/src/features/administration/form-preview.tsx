import { Trans, useLingui } from "@lingui/react/macro";
import { Group, Paper, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import type { FieldValues, FormField } from "@/shared/field/field";
import { initialValues } from "@/shared/field/field";
import { FieldInput } from "@/shared/field/field-input";
import { useFormats } from "@/shared/i18n/formats";
import type { Language } from "@/shared/i18n/language";
import { isLanguage, languages } from "@/shared/i18n/language";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import classes from "./form-editor.module.css";
import type { FormLine } from "./form-lines";
import { questionOf } from "./form-lines";
import { inLanguage } from "./localized";
import type { FieldDefinition, RequestType } from "./resources";

interface FormPreviewProps {
  requestType: RequestType;
  lines: readonly FormLine[];
  definitions: ReadonlyMap<number, FieldDefinition>;
}

/** The form as a customer sees it, to be tried; nothing that is entered goes anywhere. */
export function FormPreview({ requestType, lines, definitions }: FormPreviewProps) {
  const { t } = useLingui();
  const { language: own } = useFormats();
  const [language, setLanguage] = useState<Language>(own);
  const questions = lines.flatMap((line) => {
    const field = definitions.get(line.fieldId);
    return field ? [questionOf(line, field, language)] : [];
  });
  // Another default starts the trial anew; a changed label does not.
  const start = JSON.stringify(questions.map(({ key, defaultValue }) => [key, defaultValue]));
  return (
    <Paper component="section" p="lg" className={classes.preview} aria-labelledby="preview">
      <Group justify="space-between" mb="md">
        <Title order={3} id="preview" c="dimmed">
          <Trans>As customers see it</Trans>
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t`Language of the preview`}
          value={language}
          onChange={(next) => isLanguage(next) && setLanguage(next)}
          data={languages.map(({ value, label }) => ({ value, label }))}
        />
      </Group>
      <div lang={language}>
        <Group gap="sm" wrap="nowrap" align="flex-start" mb="md">
          <RequestTypeIcon icon={requestType.icon} />
          <div>
            <Text fw={650} size="lg">
              {inLanguage(requestType.name, language)}
            </Text>
            <Text c="dimmed">{inLanguage(requestType.description, language)}</Text>
          </div>
        </Group>
        {inLanguage(requestType.help, language) && (
          <Text mb="md" style={{ whiteSpace: "pre-line" }}>
            {inLanguage(requestType.help, language)}
          </Text>
        )}
        <Trial key={start} questions={questions} />
      </div>
    </Paper>
  );
}

function Trial({ questions }: { questions: FormField[] }) {
  const form = useForm<FieldValues>({ initialValues: initialValues(questions) });
  return (
    <Stack>
      {questions.map((question) => (
        <FieldInput
          key={question.key}
          field={question}
          value={form.values[question.key]}
          onChange={(value) => form.setFieldValue(question.key, value)}
          // A trial uploads nothing.
          disabled={question.type === "file"}
        />
      ))}
    </Stack>
  );
}
