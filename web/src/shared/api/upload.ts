import { csrfToken } from "./client";
import { connection } from "./connection";
import { problemOf, unreachable } from "./problem";
import type { Attachment } from "../attachment/attachment";
import { signInGate } from "./sign-in-gate";

interface UploadOptions {
  /** Told the share sent so far, 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

/**
 * Uploads a file as it is. `fetch` cannot tell how much of a body has been sent, so this is the one place that
 * does not use the API client.
 */
export async function upload(file: File, options: UploadOptions = {}): Promise<Attachment> {
  try {
    return await attempt(file, options);
  } catch (failure) {
    const ended = (failure as { code?: string }).code === "sign_in_required";
    if (ended && (await signInGate.ask())) return attempt(file, options);
    throw failure;
  }
}

function attempt(file: File, { onProgress, signal }: UploadOptions): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/attachments?fileName=${encodeURIComponent(file.name.normalize("NFC"))}`);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.setRequestHeader("Accept", "application/json");
    const token = csrfToken();
    if (token) request.setRequestHeader("X-XSRF-TOKEN", token);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      connection.report(true);
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as Attachment);
      } else {
        reject(
          problemOf(
            request.status,
            request.statusText,
            request.responseText,
            request.getResponseHeader("Retry-After"),
          ),
        );
      }
    };
    request.onerror = () => {
      connection.report(false);
      reject(unreachable());
    };
    request.onabort = () => reject(new DOMException("Upload cancelled", "AbortError"));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
