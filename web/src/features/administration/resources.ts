import type { Schemas } from "@/shared/api/client";

/** A text in the languages in which somebody wrote it. */
export type LocalizedText = Schemas["LocalizedText"];

export interface Page<Item> {
  items: Item[];
  next?: string | null;
}

export type Person = Schemas["PersonResource"];
export type PersonGroup = Schemas["Group"];

/** A desk as everybody sees it, in their language. */
export type DeskSummary = Schemas["DeskSummary"];
export type Desk = Schemas["Desk"];
export type RaiseAccess = Desk["raiseAccess"];
export type DeskMember = Schemas["DeskMember"];
/** A role that is held on a desk; that of an administrator is held everywhere. */
export type DeskRole = Exclude<DeskMember["role"], "administrator">;

export type RequestTypeGroup = Schemas["RequestTypeGroup"];
export type RequestType = Schemas["RequestTypeResource"];
export type Form = Schemas["FormResource"];
export type DeskService = Schemas["DeskServiceView"];
export type Queue = Schemas["QueueView"];
export type LeftQueue = Schemas["LeftQueue"];
export type FormVersion = Schemas["FormVersion"];
export type FieldDefinition = Schemas["FieldResource"];
export type Workflow = Schemas["WorkflowResource"];
