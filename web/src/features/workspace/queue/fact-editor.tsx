import { AssigneeEditor, DueDateEditor, LabelsEditor, PriorityEditor } from "../ticket/fact-editors";
import type { Ticket } from "../tickets";
import type { EditableFact } from "./editable-cell";

interface FactEditorProps {
  ticket: Ticket;
  fact: EditableFact;
  close: () => void;
}

/** The editor of one of a ticket's facts. */
export default function FactEditor({ ticket, fact, close }: FactEditorProps) {
  const Editor = {
    priority: PriorityEditor,
    assignee: AssigneeEditor,
    labels: LabelsEditor,
    dueDate: DueDateEditor,
  }[fact];
  return <Editor ticket={ticket} close={close} />;
}
