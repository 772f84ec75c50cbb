import { useLingui } from "@lingui/react/macro";
import { Dialog } from "@/shared/feedback/dialog";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { FieldForm } from "./field-form";
import { inLanguage } from "./localized";
import type { FieldDefinition } from "./resources";

export interface FieldsSearch {
  /** The field in the dialog, or `new`. */
  field?: number | "new";
}

interface FieldDialogProps {
  opened: boolean;
  /** The desk whose field it is; none for one of all desks. */
  deskKey: string | null;
  asked: FieldsSearch["field"];
  /** Nothing for a new one. */
  field: FieldDefinition | undefined;
  onClose: () => void;
}

/** A field, or a new one, to be changed. */
export function FieldDialog({ opened, deskKey, asked, field, onClose }: FieldDialogProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={field ? inLanguage(field.name, language) : t`New field`}
      closeOnClickOutside={false}
      size="xl"
    >
      <FieldForm
        key={asked}
        deskKey={deskKey}
        field={field ?? null}
        onClose={onClose}
        onSaved={() => {
          onClose();
          toast.done(t`Saved`);
        }}
      />
    </Dialog>
  );
}
