import { Suspense, useEffect, useSyncExternalStore } from "react";
import { signInGate } from "@/shared/api/sign-in-gate";
import { preloaded } from "@/shared/preloaded";

const Content = preloaded(() => import("./sign-in-dialog-content"));

/** Shown over the page when the session has ended, so that nothing on the page is lost. */
export function SignInDialog() {
  const asking = useSyncExternalStore(signInGate.subscribe, signInGate.isAsking);
  useEffect(() => signInGate.attend(), []);
  return <Suspense>{asking && <Content />}</Suspense>;
}
