import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import {
  ActionIcon,
  Alert,
  Button,
  Card,
  Checkbox,
  Group,
  NumberInput,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash, IconX } from "@tabler/icons-react";
import { useId, useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { kinds } from "@/shared/approval/words";
import { PersonPicker } from "@/shared/person/person-picker";
import { GroupPicker } from "../group-picker";
import type { Approver } from "./approver-names";
import { useApproverNames } from "./approver-names";
import { LocalizedTextInput } from "./localized-text-input";

export type StatusApproval = Schemas["StatusApproval"];
type Step = StatusApproval["steps"][number];

interface ApprovalEditorProps {
  value: StatusApproval | null | undefined;
  onChange: (value: StatusApproval | null) => void;
  /** What is wrong with it; pointers into the approval, such as `/steps/0/approvers`. */
  problems: readonly { pointer: string; message: string }[];
  /** Those that lead away from the status. */
  transitions: readonly { key: string; name: string }[];
  /** The desk's fields, by name in the reader's language. */
  fields: readonly { key: string; type: string; name: string }[];
}

/** What a field must hold so that an approver can be found by it. */
const naming: Record<"field" | "service_owner", readonly string[]> = {
  field: ["person", "persons", "group"],
  service_owner: ["service"],
};

const newStep: Step = {
  kind: "approve",
  approvers: [],
  rule: "all",
  refusalEnds: true,
  skipWithoutApprover: false,
  comment: "on_rejection",
};

/** Who decides while a ticket is in a status, and what follows from it. */
export function ApprovalEditor({ value, onChange, problems, transitions, fields }: ApprovalEditorProps) {
  const { t } = useLingui();
  const problem = (pointer: string) => problems.find((one) => one.pointer === pointer)?.message;
  const choices = transitions.map(({ key, name }) => ({ value: key, label: name }));
  const change = (part: Partial<StatusApproval>) => value && onChange({ ...value, ...part });
  const setSteps = (steps: Step[]) => change({ steps });

  return (
    <Stack gap="md">
      <Switch
        label={t({ message: "Approval", context: "of a status" })}
        description={t`Somebody decides while a ticket is in this status.`}
        checked={value != null}
        onChange={(event) =>
          onChange(
            event.currentTarget.checked
              ? {
                  steps: [newStep],
                  begins: "on_entry",
                  approved: transitions[0]?.key ?? "",
                  rejected: transitions[1]?.key ?? "",
                  composed: false,
                  ownRequest: false,
                }
              : null,
          )
        }
      />
      {value && (
        <>
          {problem("/steps") && <Alert color="red">{problem("/steps")}</Alert>}
          <Select
            label={t`The approval begins`}
            description={
              value.begins === "when_asked"
                ? t`The transition has the post-function that starts the approval. A ticket that comes by another way goes on freely.`
                : undefined
            }
            data={[
              { value: "on_entry", label: t`When a ticket enters` },
              { value: "when_asked", label: t`When a transition asks for it` },
            ]}
            value={value.begins}
            allowDeselect={false}
            onChange={(begins) => change({ begins: begins as StatusApproval["begins"] })}
            error={problem("/begins")}
          />
          <Select
            label={t`When approved`}
            data={choices}
            value={value.approved || null}
            onChange={(approved) => change({ approved: approved ?? "" })}
            error={problem("/approved")}
          />
          <Select
            label={t`When rejected`}
            data={choices}
            value={value.rejected || null}
            onChange={(rejected) => change({ rejected: rejected ?? "" })}
            error={problem("/rejected")}
          />
          <Checkbox
            label={t`The reporter chooses the first approvers`}
            description={t`The steps below follow those.`}
            checked={value.composed}
            onChange={(event) => change({ composed: event.currentTarget.checked })}
          />
          <Checkbox
            label={t`Reporters may decide on their own request`}
            checked={value.ownRequest}
            onChange={(event) => change({ ownRequest: event.currentTarget.checked })}
          />
          {value.steps.map((step, at) => (
            <StepEditor
              key={at}
              position={at + 1}
              step={step}
              fields={fields}
              problem={(member) => problem(`/steps/${at}${member}`)}
              problemsBelow={(member) =>
                problems.filter(({ pointer }) => pointer.startsWith(`/steps/${at}${member}/`))
              }
              onChange={(changed) => setSteps(value.steps.map((one, i) => (i === at ? changed : one)))}
              onMove={(by) => {
                const steps = [...value.steps];
                const [moved] = steps.splice(at, 1);
                if (moved) steps.splice(at + by, 0, moved);
                setSteps(steps);
              }}
              onDelete={() => setSteps(value.steps.filter((_, i) => i !== at))}
              first={at === 0}
              last={at === value.steps.length - 1}
            />
          ))}
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setSteps([...value.steps, newStep])}
          >
            <Trans>Add a step</Trans>
          </Button>
          <Hours
            label={t`Remind after`}
            value={value.remindAfterHours}
            error={problem("/remindAfterHours")}
            onChange={(remindAfterHours) => change({ remindAfterHours })}
          />
          <Hours
            label={t`Let managers decide in their place after`}
            value={value.escalateAfterHours}
            error={problem("/escalateAfterHours")}
            onChange={(escalateAfterHours) => change({ escalateAfterHours })}
          />
        </>
      )}
    </Stack>
  );
}

function Hours({
  label,
  value,
  error,
  onChange,
}: {
  label: string;
  value: number | null | undefined;
  error?: string;
  onChange: (hours: number | null) => void;
}) {
  const { t } = useLingui();
  return (
    <NumberInput
      label={label}
      suffix={` ${t({ message: "hours", context: "unit" })}`}
      placeholder={t`Never`}
      min={1}
      allowDecimal={false}
      value={value ?? ""}
      error={error}
      onChange={(next) => onChange(typeof next === "number" ? next : null)}
    />
  );
}

interface StepEditorProps {
  position: number;
  step: Step;
  fields: ApprovalEditorProps["fields"];
  problem: (member: string) => string | undefined;
  problemsBelow: (member: string) => readonly { pointer: string; message: string }[];
  onChange: (step: Step) => void;
  onMove: (by: number) => void;
  onDelete: () => void;
  first: boolean;
  last: boolean;
}

function StepEditor({
  position,
  step,
  fields,
  problem,
  problemsBelow,
  onChange,
  onMove,
  onDelete,
  first,
  last,
}: StepEditorProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const change = (part: Partial<Step>) => onChange({ ...step, ...part });
  const decides = step.kind !== "reference";
  const counted = step.rule === "number" || step.rule === "percent";
  return (
    <Card withBorder padding="sm" component="section" aria-label={t`Step ${position}`}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600}>{t`Step ${position}`}</Text>
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={first}
              aria-label={t`Step ${position} earlier`}
              onClick={() => onMove(-1)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={last}
              aria-label={t`Step ${position} later`}
              onClick={() => onMove(1)}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t`Delete step ${position}`}
              onClick={onDelete}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        </Group>
        <Select
          label={t`Kind of step`}
          data={(["approve", "agree", "reference"] as const).map((kind) => ({
            value: kind,
            label: i18n._(kinds[kind]),
          }))}
          value={step.kind}
          allowDeselect={false}
          onChange={(kind) => {
            const next = kind as Step["kind"];
            change({
              kind: next,
              refusalEnds: next === "approve",
              finalWhen: next === "approve" ? step.finalWhen : null,
            });
          }}
        />
        <LocalizedTextInput
          label={t({ message: "Name", context: "of a step" })}
          description={t`What the line of approval calls it, if its kind does not say enough.`}
          value={step.name}
          onChange={(name) => change({ name: name.ko || name.en ? name : null })}
          error={problem("/name")}
        />
        <ApproversEditor
          value={step.approvers}
          fields={fields}
          error={problem("/approvers") ?? problemsBelow("/approvers")[0]?.message}
          onChange={(approvers) => change({ approvers })}
        />
        {decides && (
          <>
            <Group grow align="start" gap="xs">
              <Select
                label={t`How many`}
                data={[
                  { value: "all", label: t`All of them` },
                  { value: "any", label: t`One of them is enough` },
                  { value: "number", label: t`A number of them` },
                  { value: "percent", label: t`A share of them` },
                ]}
                value={step.rule}
                allowDeselect={false}
                onChange={(rule) => change({ rule: rule as Step["rule"] })}
              />
              {counted && (
                <NumberInput
                  label={
                    step.rule === "percent" ? t`Percent` : t({ message: "Number", context: "of persons" })
                  }
                  min={1}
                  max={step.rule === "percent" ? 100 : 50}
                  allowDecimal={false}
                  value={step.needed ?? ""}
                  error={problem("/needed")}
                  onChange={(needed) => change({ needed: typeof needed === "number" ? needed : null })}
                />
              )}
            </Group>
            <Checkbox
              label={
                step.kind === "agree" ? t`A refusal ends the approval` : t`One rejection is enough to reject`
              }
              checked={step.refusalEnds}
              onChange={(event) => change({ refusalEnds: event.currentTarget.checked })}
            />
            <Checkbox
              label={t`Skip when nobody is there to decide`}
              checked={step.skipWithoutApprover}
              onChange={(event) => change({ skipWithoutApprover: event.currentTarget.checked })}
            />
            <Select
              label={t({ message: "Comment", context: "of an approver" })}
              data={[
                { value: "never", label: t`Never needed` },
                { value: "on_rejection", label: t`Needed to reject` },
                { value: "always", label: t`Always needed` },
              ]}
              value={step.comment}
              allowDeselect={false}
              onChange={(comment) => change({ comment: comment as Step["comment"] })}
            />
          </>
        )}
        {step.kind === "approve" && (
          <FinalDecision step={step} fields={fields} problem={problem} change={change} />
        )}
      </Stack>
    </Card>
  );
}

function FinalDecision({
  step,
  fields,
  problem,
  change,
}: {
  step: Step;
  fields: ApprovalEditorProps["fields"];
  problem: StepEditorProps["problem"];
  change: (part: Partial<Step>) => void;
}) {
  const { t } = useLingui();
  const threshold = step.finalWhen;
  const by = !threshold ? "never" : threshold.expression != null ? "expression" : "amount";
  return (
    <>
      <Select
        label={t`Decides all`}
        data={[
          { value: "never", label: t`Never` },
          { value: "amount", label: t`Up to an amount` },
          { value: "expression", label: t`While an expression holds` },
        ]}
        value={by}
        allowDeselect={false}
        onChange={(next) =>
          change({
            finalWhen: next === "amount" ? {} : next === "expression" ? { expression: "" } : null,
          })
        }
      />
      {by === "amount" && (
        <>
          <Select
            label={t`Field`}
            data={fields
              .filter(({ type }) => type === "number" || type === "money")
              .map(({ key, name }) => ({ value: key, label: name }))}
            value={threshold?.field ?? null}
            error={problem("/finalWhen/field")}
            onChange={(field) => change({ finalWhen: { ...threshold, field } })}
          />
          <Group grow align="start" gap="xs">
            <NumberInput
              label={t`At most`}
              thousandSeparator
              hideControls
              value={threshold?.atMost ?? ""}
              error={problem("/finalWhen/atMost")}
              onChange={(atMost) =>
                change({ finalWhen: { ...threshold, atMost: typeof atMost === "number" ? atMost : null } })
              }
            />
            <TextInput
              label={t`Currency`}
              placeholder={t({ message: "Any", context: "currency" })}
              maxLength={3}
              value={threshold?.currency ?? ""}
              onChange={(event) =>
                change({
                  finalWhen: { ...threshold, currency: event.currentTarget.value.toUpperCase() || null },
                })
              }
            />
          </Group>
        </>
      )}
      {by === "expression" && (
        <Textarea
          label={t`Expression`}
          description="fields.cost.amount <= 1000000.0"
          autosize
          minRows={1}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          value={threshold?.expression ?? ""}
          error={problem("/finalWhen/expression")}
          onChange={(event) => change({ finalWhen: { expression: event.currentTarget.value } })}
        />
      )}
    </>
  );
}

interface ApproversEditorProps {
  value: readonly Approver[];
  fields: ApprovalEditorProps["fields"];
  error?: string;
  onChange: (approvers: Approver[]) => void;
}

function ApproversEditor({ value, fields, error, onChange }: ApproversEditorProps) {
  const { t } = useLingui();
  const id = useId();
  const [adding, setAdding] = useState<Approver["type"] | null>(null);
  const name = useApproverNames(value, fields);

  function add(approver: Approver) {
    setAdding(null);
    const known = value.some(
      (one) => one.type === approver.type && one.id === approver.id && one.field === approver.field,
    );
    if (!known) onChange([...value, approver]);
  }

  return (
    <Stack gap={6}>
      {value.map((approver, at) => (
        <Group key={at} justify="space-between" wrap="nowrap" gap={4}>
          <Text size="sm">{name(approver)}</Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t`Take out ${name(approver)}`}
            onClick={() => onChange(value.filter((_, i) => i !== at))}
          >
            <IconX size={15} />
          </ActionIcon>
        </Group>
      ))}
      <Select
        id={id}
        label={t`Add approvers`}
        placeholder={t`Choose by what they are found`}
        data={[
          { value: "person", label: t`A person` },
          { value: "group", label: t`A group` },
          { value: "field", label: t`A field of the ticket` },
          { value: "reporters_manager", label: t`The reporter's manager` },
          { value: "assignees_manager", label: t`The assignee's manager` },
          { value: "service_owner", label: t`Whoever answers for a service` },
        ]}
        value={adding}
        error={error}
        onChange={(type) => {
          if (type === "reporters_manager" || type === "assignees_manager") add({ type });
          else setAdding(type as Approver["type"] | null);
        }}
      />
      {adding === "person" && (
        <PersonPicker
          label={t`Person`}
          visibleLabel
          value={null}
          autoFocus
          onChange={(person) => person !== null && add({ type: "person", id: person })}
        />
      )}
      {adding === "group" && (
        <GroupPicker
          label={t({ message: "Group", context: "of persons" })}
          value={null}
          onChange={(group) => group !== null && add({ type: "group", id: group })}
        />
      )}
      {(adding === "field" || adding === "service_owner") && (
        <Select
          label={t`Field`}
          placeholder={
            adding === "field" ? t`One that holds persons or a group` : t`One that holds a service`
          }
          nothingFoundMessage={t`This desk has no such field.`}
          data={fields
            .filter(({ type }) => naming[adding].includes(type))
            .map(({ key, name: label }) => ({ value: key, label }))}
          value={null}
          onChange={(field) => field && add({ type: adding, field })}
        />
      )}
    </Stack>
  );
}
