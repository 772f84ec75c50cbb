import type { FieldSettings, FieldType } from "@/shared/field/field";
import type { Language } from "@/shared/i18n/language";
import type { PersonRef } from "@/shared/person/person";
import type { StatusCategory, TicketType } from "@/shared/ticket/vocabulary";

/** A text in the languages in which somebody wrote it. */
export type LocalizedText = Partial<Record<Language, string | null>>;

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface Person extends Required<PersonRef> {
  email: string;
  language: Language;
  timeZone: string;
  active: boolean;
  administrator: boolean;
  version: number;
}

export interface PersonGroup {
  id: number;
  name: string;
  description: string;
  memberCount: number;
  version: number;
}

export type RaiseAccess = "everyone" | "members";

/** A desk as everybody sees it, in their language. */
export interface DeskSummary {
  key: string;
  name: string;
  description: string;
  icon: string;
  archived: boolean;
  /** What the reader may do on it. */
  permissions: string[];
}

export interface Desk {
  key: string;
  name: LocalizedText;
  description: LocalizedText;
  icon: string;
  raiseAccess: RaiseAccess;
  archived: boolean;
  version: number;
}

export type DeskRole = "desk_manager" | "agent" | "collaborator" | "customer";

export interface DeskMember {
  id: number;
  role: DeskRole;
  person?: PersonRef | null;
  group?: { id: number; name: string } | null;
}

export interface RequestTypeGroup {
  id: number;
  name: LocalizedText;
  position: number;
  version: number;
}

export interface RequestType {
  id: number;
  groupId: number | null;
  ticketType: TicketType;
  name: LocalizedText;
  description: LocalizedText;
  help: LocalizedText;
  icon: string;
  portal: boolean;
  active: boolean;
  position: number;
  version: number;
  form: { id: number; fields: AskedField[] };
}

export interface FieldOption {
  key: string;
  name: LocalizedText;
  active: boolean;
}

export interface FieldDefinition {
  id: number;
  key: string;
  type: FieldType;
  name: LocalizedText;
  help: LocalizedText;
  settings: FieldSettings;
  options: FieldOption[];
  system: boolean;
  version: number;
}

/** A field on a form; its wording is empty where it is the field's own. */
export interface AskedField {
  fieldId: number;
  key: string;
  type: FieldType;
  required: boolean;
  label: LocalizedText;
  help: LocalizedText;
  defaultValue: unknown;
}

export interface Workflow {
  id: number;
  name: string;
  ticketTypes: TicketType[];
  initial: string;
  statuses: Array<{
    key: string;
    name: string;
    customerName: string;
    category: StatusCategory;
  }>;
  transitions: Array<{
    key: string;
    name: string;
    from: string[];
    to: string;
    customer: boolean;
    screen: Array<{ field: string; required: boolean }>;
  }>;
}
