/** A stored file. Replaced by the API's own description of it as soon as that is generated. */
export interface Attachment {
  id: string;
  fileName: string;
  contentType: string;
  size: number;
  image: boolean;
  width?: number;
  height?: number;
  uploadedAt: string;
  url: string;
  thumbnailUrl?: string;
}
