import type { ComponentProps } from "react";
import { useMemo } from "react";
import { placed } from "./layout";
import WorkflowDiagram from "./workflow-diagram";

type ReadOnlyDiagramProps = Omit<ComponentProps<typeof WorkflowDiagram>, "places" | "editing" | "selection">;

/** A workflow to look at, its statuses where they were put or where they fit. */
export default function ReadOnlyDiagram(props: ReadOnlyDiagramProps) {
  const { statuses, transitions } = props;
  const places = useMemo(() => placed(statuses, transitions), [statuses, transitions]);
  return <WorkflowDiagram {...props} places={places} />;
}
