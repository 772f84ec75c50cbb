import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { FieldType } from "@/shared/field/field";

/** What the kinds of fields are called. */
export const fieldTypes: Readonly<Record<FieldType, MessageDescriptor>> = {
  short_text: msg({ message: "Short text", context: "field type" }),
  long_text: msg({ message: "Long text", context: "field type" }),
  rich_text: msg({ message: "Rich text", context: "field type" }),
  url: msg({ message: "Web address", context: "field type" }),
  email: msg({ message: "Email address", context: "field type" }),
  phone: msg({ message: "Phone number", context: "field type" }),
  number: msg({ message: "Number", context: "field type" }),
  duration: msg({ message: "Duration", context: "field type" }),
  money: msg({ message: "Amount of money", context: "field type" }),
  date: msg({ message: "Date", context: "field type" }),
  date_time: msg({ message: "Date and time", context: "field type" }),
  choice: msg({ message: "Choice", context: "field type" }),
  multi_choice: msg({ message: "Several choices", context: "field type" }),
  checkbox: msg({ message: "Checkbox", context: "field type" }),
  consent: msg({ message: "Consent", context: "field type" }),
  persons: msg({ message: "People", context: "field type" }),
  group: msg({ message: "Group", context: "field type" }),
  team: msg({ message: "Team", context: "field type" }),
  service: msg({ message: "Service", context: "field type" }),
  ticket: msg({ message: "Ticket", context: "field type" }),
  table: msg({ message: "Table", context: "field type" }),
  computed: msg({ message: "Computed", context: "field type" }),
  person: msg({ message: "Person", context: "field type" }),
  file: msg({ message: "Files", context: "field type" }),
  priority: msg({ message: "Priority", context: "field type" }),
};

/** The kinds that a desk can make fields of; a priority is the system's alone. */
export const ownFieldTypes = (Object.keys(fieldTypes) as FieldType[]).filter((type) => type !== "priority");

/** What a form cannot answer by itself, as a default or in the person's place. */
export const neverGivenByForms: ReadonlySet<FieldType> = new Set<FieldType>([
  "file",
  "person",
  "persons",
  "consent",
  "computed",
  "table",
]);
