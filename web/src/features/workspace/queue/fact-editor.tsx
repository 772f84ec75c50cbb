import { useQueryClient } from "@tanstack/react-query";
import { askStep } from "../asked-step";
import { AssigneeEditor, DueDateEditor, LabelsEditor, PriorityEditor } from "../ticket/fact-editors";
import { StepList } from "../ticket/step-list";
import { takeStep } from "../ticket/take-transition";
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
    status: StatusEditor,
    priority: PriorityEditor,
    assignee: AssigneeEditor,
    labels: LabelsEditor,
    dueDate: DueDateEditor,
  }[fact];
  return <Editor ticket={ticket} close={close} />;
}

/** Changes the status by one of the steps that lead on from it. */
function StatusEditor({ ticket, close }: Omit<FactEditorProps, "fact">) {
  const client = useQueryClient();
  return (
    <StepList
      ticket={ticket}
      onChoose={(transition) => {
        close();
        if (transition.sections.length > 0) askStep({ ticketKey: ticket.key, transition });
        else void takeStep(client, ticket, transition);
      }}
    />
  );
}
