import type { ModalProps } from "@mantine/core";
import { Suspense, useState } from "react";
import { preloaded } from "../preloaded";

const Frame = preloaded(() => import("./dialog-frame"));

/** A dialog over the page, whose code comes when the browser is idle. Closed, it gives the focus back. */
export function Dialog(props: ModalProps) {
  const [needed, setNeeded] = useState(props.opened);
  if (props.opened && !needed) setNeeded(true);
  return <Suspense>{needed && <Frame {...props} />}</Suspense>;
}
