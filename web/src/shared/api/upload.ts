import { t } from "@lingui/core/macro";
import { answer, api, proof } from "./client";
import { connection } from "./connection";
import { ProblemError, problemOf, unreachable } from "./problem";
import type { Attachment } from "../attachment/attachment";
import { signInGate } from "./sign-in-gate";

interface UploadOptions {
  /** Told the share sent so far, 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

let limit: Promise<number> | undefined;

/** The largest file that is accepted, in bytes; asked for once. As long as it is not known the server decides. */
async function largestFile(): Promise<number> {
  limit ??= answer(api.GET("/api/attachments/limits")).then(({ maximumSize }) => maximumSize);
  try {
    return await limit;
  } catch {
    limit = undefined;
    return Number.POSITIVE_INFINITY;
  }
}

function tooLarge(maximum: number): ProblemError {
  const megabytes = Number((maximum / 1024 ** 2).toFixed(1));
  return new ProblemError(413, "file_too_large", "", t`Files may be up to ${megabytes} MB.`, [], {});
}

/**
 * Uploads a file as it is; one that is too large is refused before any of it is sent. `fetch` cannot tell how much of a body has been sent, so this is the one place that
 * does not use the API client.
 */
export async function upload(file: File, options: UploadOptions = {}): Promise<Attachment> {
  const maximum = await largestFile();
  if (file.size > maximum) throw tooLarge(maximum);
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
    for (const [name, value] of proof("POST")) request.setRequestHeader(name, value);
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
