import type { Language } from "@/shared/i18n/language";
import { LocalizedInput } from "../localized-input";
import type { LocalizedText } from "../resources";

interface LocalizedTextInputProps {
  label: string;
  value: LocalizedText | null | undefined;
  onChange: (value: LocalizedText) => void;
  description?: string;
  required?: boolean;
  error?: string;
  placeholders?: { ko?: string; en?: string };
}

/** A text in both languages, outside a form. */
export function LocalizedTextInput({ value, onChange, error, ...props }: LocalizedTextInputProps) {
  const bound = {
    errors: { text: error },
    getInputProps: (path: string) => {
      const language = path.slice("text.".length) as Language;
      return {
        value: value?.[language] ?? "",
        onChange: (event: { currentTarget: { value: string } }) =>
          onChange({
            ko: value?.ko ?? null,
            en: value?.en ?? null,
            [language]: event.currentTarget.value || null,
          }),
      };
    },
  };
  return <LocalizedInput form={bound} path="text" maxLength={100} {...props} />;
}
