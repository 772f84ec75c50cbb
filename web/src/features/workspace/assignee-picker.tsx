import { useLingui } from "@lingui/react/macro";
import type { PersonRef } from "@/shared/person/person";
import { PersonPicker } from "@/shared/person/person-picker";
import { searchAssignees } from "@/shared/person/directory";

interface AssigneePickerProps {
  deskKey: string;
  label: string;
  value: PersonRef | null;
  onChange: (person: PersonRef | null) => void;
  visibleLabel?: boolean;
  autoFocus?: boolean;
  error?: React.ReactNode;
}

/** Chooses among those who may be given a desk's tickets. */
export function AssigneePicker({ deskKey, value, onChange, ...input }: AssigneePickerProps) {
  const { t } = useLingui();
  return (
    <PersonPicker
      {...input}
      value={value?.id ?? null}
      known={value}
      onChange={(_, person) => onChange(person)}
      search={(query) => searchAssignees(deskKey, query)}
      circle={`assignees of ${deskKey}`}
      placeholder={t`Nobody`}
    />
  );
}
