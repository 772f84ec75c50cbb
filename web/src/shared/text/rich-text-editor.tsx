import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { RichTextEditorProps } from "./editor";

const Editor = lazy(() => import("./editor"));

/** Rich text input; its code is loaded when the first one is shown. */
export function RichTextEditor(props: RichTextEditorProps) {
  return (
    <Suspense fallback={<Skeleton h={(props.minHeight ?? 120) + 46} />}>
      <Editor {...props} />
    </Suspense>
  );
}
