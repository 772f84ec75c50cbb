import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { useFormats } from "@/shared/i18n/formats";
import classes from "./add-field-dialog.module.css";
import { FieldForm } from "./field-form";
import { fieldTypes } from "./field-types";
import { inLanguage } from "./localized";
import type { FieldDefinition } from "./resources";

interface AddFieldDialogProps {
  deskKey: string;
  opened: boolean;
  onClose: () => void;
  /** Those that the form does not ask for yet. */
  fields: FieldDefinition[];
  onAdd: (field: FieldDefinition) => void;
}

/** Puts a field on a form: one that the desk has, or a new one. */
export function AddFieldDialog(props: AddFieldDialogProps) {
  const { t } = useLingui();
  const [making, setMaking] = useState(false);
  const close = () => {
    setMaking(false);
    props.onClose();
  };
  return (
    <Dialog
      opened={props.opened}
      onClose={close}
      title={making ? t`New field` : t`Add a field`}
      closeOnClickOutside={!making}
      size="xl"
    >
      {making ? (
        <FieldForm
          deskKey={props.deskKey}
          field={null}
          onClose={() => setMaking(false)}
          onSaved={(field) => {
            setMaking(false);
            props.onAdd(field);
          }}
        />
      ) : (
        <Choice {...props} onMake={() => setMaking(true)} />
      )}
    </Dialog>
  );
}

function Choice({ fields, onAdd, onMake }: AddFieldDialogProps & { onMake: () => void }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { language } = useFormats();
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLocaleLowerCase();
  const found = fields.filter((field) =>
    [field.key, field.name.ko, field.name.en].some((text) => text?.toLocaleLowerCase().includes(wanted)),
  );
  return (
    <Stack>
      <Button variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={onMake}>
        <Trans>Make a new field</Trans>
      </Button>
      <TextInput
        label={t`Fields of this desk that are not on the form`}
        placeholder={t`Search fields`}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        data-autofocus
      />
      {found.length === 0 ? (
        <Text c="dimmed">
          <Trans>No such field.</Trans>
        </Text>
      ) : (
        <ul className={classes.fields}>
          {found.map((field) => (
            <li key={field.id}>
              <UnstyledButton className={classes.field} onClick={() => onAdd(field)}>
                <Text component="span" fw={550}>
                  {inLanguage(field.name, language)}
                </Text>
                <Text component="span" size="sm" c="dimmed">
                  {i18n._(fieldTypes[field.type])} · {field.key}
                </Text>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
