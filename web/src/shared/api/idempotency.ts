/** A fresh `Idempotency-Key`. Not `randomUUID`: browsers offer that only on encrypted connections. */
export function freshKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
