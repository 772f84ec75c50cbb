import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Alert, Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../api/client";
import { isProblem } from "../api/problem";
import { problemText } from "../feedback/problem-text";
import { toast } from "../feedback/toast";
import type { PersonRef } from "../person/person";
import { may, useSession } from "../session/session";
import type { KeptLine, StepKind } from "./approvals";
import { approvalQueries, rememberApprovals } from "./approvals";
import classes from "./approval-panel.module.css";
import { PeopleField } from "./people-field";
import { kinds } from "./words";

interface DraftStep {
  id: number;
  kind: StepKind;
  persons: PersonRef[];
  rule: "any" | "all";
}

let nextId = 1;
const newStep = (): DraftStep => ({ id: nextId++, kind: "approve", persons: [], rule: "all" });

/** Composes who decides, from nothing or from a line that is kept, and asks them. */
export default function LineComposer({
  ticketKey,
  deskKey,
  fixedSteps,
}: {
  ticketKey: string;
  deskKey: string;
  fixedSteps: number;
}) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const client = useQueryClient();
  const session = useSession();
  const { data: kept = [] } = useQuery(approvalQueries.lines(deskKey));
  const [steps, setSteps] = useState<DraftStep[]>(() => [newStep()]);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const [name, setName] = useState("");

  const change = (id: number, part: Partial<DraftStep>) =>
    setSteps(steps.map((step) => (step.id === id ? { ...step, ...part } : step)));
  function move(at: number, by: number) {
    const next = [...steps];
    const [step] = next.splice(at, 1);
    if (step) next.splice(at + by, 0, step);
    setSteps(next);
  }
  const sent = () =>
    steps.map(({ kind, persons, rule }) => ({
      kind,
      rule,
      personIds: persons.map(({ id }) => id),
    }));

  function take(line: KeptLine) {
    setErrors({});
    setSteps(
      line.steps.map(({ kind, persons, rule }) => ({
        id: nextId++,
        kind,
        persons,
        rule: rule === "any" ? "any" : "all",
      })),
    );
  }

  function told(failure: unknown) {
    if (!isProblem(failure)) {
      setRefusal(problemText(failure));
      return;
    }
    const placed: Record<string, string> = {};
    const unplaced: string[] = [];
    for (const { pointer, message } of failure.errors) {
      const at = /^\/steps\/(\d+)/.exec(pointer)?.[1];
      if (at === undefined) unplaced.push(message);
      else placed[at] = message;
    }
    setErrors(placed);
    setRefusal(
      unplaced.length > 0 ? unplaced.join(" ") : Object.keys(placed).length > 0 ? null : problemText(failure),
    );
  }

  async function ask() {
    setSending(true);
    setRefusal(null);
    try {
      const approvals = await answer(
        api.PUT("/api/tickets/{key}/approvals/line", {
          params: { path: { key: ticketKey } },
          body: { steps: sent() },
        }),
      );
      rememberApprovals(client, ticketKey, approvals);
      toast.done(t`The first approvers have been asked.`);
    } catch (failure) {
      told(failure);
    } finally {
      setSending(false);
    }
  }

  async function keep(forDesk: boolean) {
    setRefusal(null);
    try {
      await answer(
        api.POST("/api/approval-lines", {
          body: { name, deskKey: forDesk ? deskKey : undefined, steps: sent() },
        }),
      );
      setName("");
      await client.invalidateQueries({ queryKey: approvalQueries.lines(deskKey).queryKey });
      toast.done(t`The line is kept.`);
    } catch (failure) {
      told(failure);
    }
  }

  async function forget(line: KeptLine) {
    await api.DELETE("/api/approval-lines/{id}", { params: { path: { id: line.id } } });
    await client.invalidateQueries({ queryKey: approvalQueries.lines(deskKey).queryKey });
  }

  return (
    <Stack gap="md">
      {refusal && (
        <Alert color="red" role="alert">
          {refusal}
        </Alert>
      )}
      {kept.length > 0 && (
        <Group gap={6} role="group" aria-label={t`Lines that are kept`}>
          {kept.map((line) => (
            <Group key={line.id} gap={0}>
              <Button size="xs" variant="default" onClick={() => take(line)}>
                {line.name}
              </Button>
              {line.mayChange && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t`Delete the line ${line.name}`}
                  onClick={() => void forget(line)}
                >
                  <IconTrash size={15} />
                </ActionIcon>
              )}
            </Group>
          ))}
        </Group>
      )}
      <ol className={classes.steps}>
        {steps.map((step, at) => (
          <li key={step.id} className={classes.stepCard}>
            <Group justify="space-between" wrap="nowrap" align="end">
              <Select
                label={t`Step ${at + 1}`}
                data={(["approve", "agree", "reference"] as const).map((kind) => ({
                  value: kind,
                  label: i18n._(kinds[kind]),
                }))}
                value={step.kind}
                allowDeselect={false}
                onChange={(kind) => change(step.id, { kind: kind as StepKind })}
              />
              <Group gap={4} wrap="nowrap">
                <ActionIcon
                  variant="default"
                  size="lg"
                  disabled={at === 0}
                  aria-label={t`Step ${at + 1} earlier`}
                  onClick={() => move(at, -1)}
                >
                  <IconArrowUp size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size="lg"
                  disabled={at === steps.length - 1}
                  aria-label={t`Step ${at + 1} later`}
                  onClick={() => move(at, 1)}
                >
                  <IconArrowDown size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size="lg"
                  disabled={steps.length === 1}
                  aria-label={t`Delete step ${at + 1}`}
                  onClick={() => setSteps(steps.filter((one) => one.id !== step.id))}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Group>
            </Group>
            <PeopleField
              label={step.kind === "reference" ? t`Who is told` : t`Who decides`}
              value={step.persons}
              onChange={(persons) => change(step.id, { persons })}
              error={errors[String(at)]}
            />
            {step.kind !== "reference" && step.persons.length > 1 && (
              <Select
                label={t`How many`}
                data={[
                  { value: "all", label: t`All of them` },
                  { value: "any", label: t`One of them is enough` },
                ]}
                value={step.rule}
                allowDeselect={false}
                onChange={(rule) => change(step.id, { rule: rule as DraftStep["rule"] })}
              />
            )}
          </li>
        ))}
      </ol>
      <Group justify="space-between">
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setSteps([...steps, newStep()])}
          disabled={steps.length >= 10}
        >
          <Trans>Add a step</Trans>
        </Button>
        <Button onClick={() => void ask()} loading={sending}>
          <Trans>Ask for approval</Trans>
        </Button>
      </Group>
      {fixedSteps > 0 && (
        <span className={classes.small}>
          <Trans>After these, those decide who always do for this kind of request.</Trans>
        </span>
      )}
      <Group align="end" gap="xs">
        <TextInput
          label={t`Keep this line as`}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
          style={{ flex: "1 1 180px" }}
        />
        <Button variant="default" disabled={name.trim() === ""} onClick={() => void keep(false)}>
          <Trans>Keep for me</Trans>
        </Button>
        {may(session, "desk.configure", deskKey) && (
          <Button variant="default" disabled={name.trim() === ""} onClick={() => void keep(true)}>
            <Trans>Keep for the desk</Trans>
          </Button>
        )}
      </Group>
    </Stack>
  );
}
