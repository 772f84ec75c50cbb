import { Fieldset, Text } from "@mantine/core";
import type { PersonRef } from "../person/person";
import type { FieldType } from "./field";
import type { BoundForm } from "./field-list";
import { FieldList } from "./field-list";
import classes from "./form-sections.module.css";
import type { FormSection, FormState } from "./form-state";
import { askedOf } from "./form-state";

interface FormSectionsProps {
  form: BoundForm;
  sections: readonly FormSection[];
  state: FormState;
  /** Where the answers lie in the form's values, when not at the top: `values`. */
  root?: string;
  searchPeople?: (query: string) => Promise<PersonRef[]>;
  onBusy?: (busy: boolean) => void;
}

/** What needs the whole width, however many columns there are. */
const wide: ReadonlySet<FieldType> = new Set<FieldType>(["long_text", "rich_text", "table", "file"]);

/** All inputs of a form that are asked for now, section by section. */
export function FormSections({ sections, state, ...rest }: FormSectionsProps) {
  return sections.map(({ title, help, columns, fields }, position) => {
    const shown = askedOf(fields, state);
    if (shown.length === 0) return null;
    const inputs = (
      <div className={classes.fields} data-columns={columns}>
        {shown.map((field) => (
          <div key={field.key} className={classes.field} data-wide={wide.has(field.type) || undefined}>
            <FieldList {...rest} fields={[field]} standing={state.values} />
          </div>
        ))}
      </div>
    );
    return (
      // Sections have no name that lasts; their order does.
      <Fieldset
        key={position}
        variant="unstyled"
        legend={title || undefined}
        classNames={{ root: classes.section, legend: classes.legend }}
      >
        {help && (
          <Text size="sm" c="dimmed" mb="sm" className={classes.help}>
            {help}
          </Text>
        )}
        {inputs}
      </Fieldset>
    );
  });
}
