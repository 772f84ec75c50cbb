import { Fieldset, SimpleGrid, Text, Textarea, TextInput } from "@mantine/core";
import { useId } from "react";
import { languages } from "@/shared/i18n/language";
import { useFormats } from "@/shared/i18n/formats";
import classes from "./localized-input.module.css";

/** What an input needs of a form. */
interface BoundForm {
  getInputProps: (path: string) => object;
  errors: Record<string, React.ReactNode>;
}

interface LocalizedInputProps {
  form: BoundForm;
  /** Path of the text in the form's values. */
  path: string;
  label: string;
  description?: string;
  required?: boolean;
  multiline?: boolean;
  maxLength?: number;
  /** Shown where nothing is entered, by language. */
  placeholders?: { ko?: string; en?: string };
}

/** One text in both languages, side by side; the reader's own language first. */
export function LocalizedInput({
  form,
  path,
  label,
  description,
  required = false,
  multiline = false,
  maxLength,
  placeholders,
}: LocalizedInputProps) {
  const id = useId();
  const { language: own } = useFormats();
  const ordered = [...languages].sort((one) => (one.value === own ? -1 : 1));
  const Input = multiline ? Textarea : TextInput;
  const error = form.errors[path];
  return (
    <Fieldset
      variant="unstyled"
      tabIndex={-1}
      data-path={path}
      classNames={{ root: classes.root, legend: classes.legend }}
      aria-describedby={error ? `${id}-error` : description ? `${id}-description` : undefined}
      legend={
        <>
          {label}
          {required && (
            <span className={classes.required} aria-hidden="true">
              {" *"}
            </span>
          )}
        </>
      }
    >
      {description && (
        <Text id={`${id}-description`} className={classes.description}>
          {description}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
        {ordered.map(({ value: language, label: name }) => (
          <Input
            key={language}
            {...form.getInputProps(`${path}.${language}`)}
            label={name}
            lang={language}
            classNames={{ label: classes.language }}
            maxLength={maxLength}
            placeholder={placeholders?.[language]}
            {...(multiline ? { autosize: true, minRows: 2, maxRows: 10 } : {})}
          />
        ))}
      </SimpleGrid>
      {error && (
        <Text id={`${id}-error`} size="sm" c="var(--mantine-color-error)" mt={5}>
          {error}
        </Text>
      )}
    </Fieldset>
  );
}
