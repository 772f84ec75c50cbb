import type { Schemas } from "../api/client";

/** A stored file, as far as showing it needs. */
export type Attachment = Pick<
  Schemas["UploadedFile"],
  "id" | "fileName" | "contentType" | "size" | "url" | "thumbnailUrl"
>;
