import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Checkbox, Group, Paper, Select, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAlertTriangle, IconArrowBackUp } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { problemLines } from "@/shared/feedback/problem-text";
import type { FieldValues } from "@/shared/field/field";
import { initialValues } from "@/shared/field/field";
import type { FormState } from "@/shared/field/form-state";
import { askedValues, screenSections, screenState, useFormState } from "@/shared/field/form-state";
import { FormSections } from "@/shared/field/form-sections";
import { PersonPicker } from "@/shared/person/person-picker";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { useDesign, useNames, useResolutions } from "./design";
import classes from "./designer.module.css";
import { RuleSentence } from "./rule-sentence";
import { TryOutApproval } from "./try-out-approval";

type Outcome = Schemas["WorkflowTrialOutcome"];
type Offered = Outcome["offered"][number];
interface Step {
  transition: string;
  fields: FieldValues;
}

interface TryOutProps {
  /** Sends what is not sent yet, since the server tries what it has. */
  settle: () => Promise<number | null>;
  onHere: (status: string | null) => void;
}

/** Takes a copy of a ticket through the draft, as somebody, step by step; nothing of it is kept. */
export function TryOut({ settle, onHere }: TryOutProps) {
  const { t } = useLingui();
  const { deskKey, workflowId } = useDesign();
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed.trim(), 200);
  const [ticketKey, setTicketKey] = useState<string | null>(null);
  const [personId, setPersonId] = useState<number | null>(null);
  const [asCustomer, setAsCustomer] = useState(false);
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [asking, setAsking] = useState<Offered | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const tickets = useQuery({
    queryKey: ["tickets", "lookup", query],
    enabled: query !== "",
    queryFn: () => answer(api.GET("/api/tickets/lookup", { params: { query: { query } } })),
    placeholderData: keepPreviousData,
  });

  function walk(next: readonly Step[], entering?: Step) {
    return answer(
      api.POST("/api/desks/{deskKey}/workflows/{id}/draft/try-out", {
        params: { path: { deskKey, id: workflowId } },
        body: { ticketKey: ticketKey ?? "", personId: personId ?? 0, asCustomer, steps: [...next], entering },
      }),
    );
  }

  async function run(next: readonly Step[]) {
    if (!ticketKey || personId === null) return;
    setBusy(true);
    setFailure(null);
    try {
      if ((await settle()) === null) return;
      const found = await walk(next);
      setSteps(next);
      setOutcome(found);
      onHere(found.status);
      const refused = found.steps.at(-1)?.violations.length ?? 0;
      if (refused === 0) setAsking(null);
    } catch (failed) {
      setFailure(failed);
    } finally {
      setBusy(false);
    }
  }

  function begin(change: () => void) {
    change();
    setOutcome(null);
    setSteps([]);
    setAsking(null);
    onHere(null);
  }

  const told = problemLines(failure);
  return (
    <Stack gap="md">
      <Title order={2} size="h3">
        <Trans>Try the draft</Trans>
      </Title>
      <Text size="sm" c="dimmed">
        <Trans>
          A copy of a ticket goes through the draft, as the person you choose. Nothing of it is kept.
        </Trans>
      </Text>
      <Select
        label={t`Ticket`}
        placeholder={t`Key or words of the summary`}
        data={(tickets.data ?? []).map(({ key, summary }) => ({ value: key, label: `${key} ${summary}` }))}
        value={ticketKey}
        onChange={(key) => begin(() => setTicketKey(key))}
        searchable
        onSearchChange={setTyped}
        filter={({ options }) => options}
        nothingFoundMessage={query ? t`No such ticket` : undefined}
      />
      <PersonPicker
        label={t`As`}
        visibleLabel
        value={personId}
        onChange={(id) => begin(() => setPersonId(id))}
      />
      <Checkbox
        label={t`On the portal, as a customer`}
        checked={asCustomer}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          begin(() => setAsCustomer(checked));
        }}
      />
      {told.length > 0 && (
        <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {told.map((message) => (
            <div key={message}>{message}</div>
          ))}
        </Alert>
      )}
      {outcome === null ? (
        <Button disabled={!ticketKey || personId === null} loading={busy} onClick={() => void run([])}>
          <Trans>Try it</Trans>
        </Button>
      ) : (
        <Walk
          outcome={outcome}
          asking={asking}
          busy={busy}
          onChoose={(offered) => {
            if (offered.sections.length > 0) setAsking(offered);
            else void run([...accepted(steps, outcome), { transition: offered.key, fields: {} }]);
          }}
          onEnter={async (entering) => {
            const { screen } = await walk(accepted(steps, outcome), entering);
            return screen ?? null;
          }}
          onTake={(step) => void run([...accepted(steps, outcome), step])}
          onDecide={(transition) => void run([...accepted(steps, outcome), { transition, fields: {} }])}
          onCancel={() => setAsking(null)}
          onBack={() => void run(accepted(steps, outcome).slice(0, -1))}
          onAgain={() => begin(() => undefined)}
        />
      )}
    </Stack>
  );
}

/** The steps that were not refused. */
function accepted(steps: readonly Step[], outcome: Outcome): readonly Step[] {
  return steps.slice(0, outcome.steps.filter(({ violations }) => violations.length === 0).length);
}

interface WalkProps {
  outcome: Outcome;
  asking: Offered | null;
  busy: boolean;
  onChoose: (offered: Offered) => void;
  onEnter: (step: Step) => Promise<FormState | null>;
  onTake: (step: Step) => void;
  onDecide: (transition: string) => void;
  onCancel: () => void;
  onBack: () => void;
  onAgain: () => void;
}

function Walk({
  outcome,
  asking,
  busy,
  onChoose,
  onEnter,
  onTake,
  onDecide,
  onCancel,
  onBack,
  onAgain,
}: WalkProps) {
  const { t } = useLingui();
  const { definition, ruleTypes } = useDesign();
  const names = useNames();
  const here = definition.statuses.find(({ key }) => key === outcome.status);
  const refused = outcome.steps.find(({ violations }) => violations.length > 0);
  return (
    <Stack gap="sm">
      {outcome.steps.length > 0 && (
        <ol className={classes.entries} aria-label={t`Steps taken`}>
          {outcome.steps.map((step, position) => (
            <li key={`${position} ${step.transition}`} className={classes.entry}>
              <Text span size="sm" fw={600} display="block">
                {names.transition(step.transition)}
              </Text>
              {step.violations.map(({ pointer, message }) => {
                const field = pointer.split("/").at(-1) ?? "";
                const name = names.field(field);
                return (
                  <Text
                    key={`${pointer} ${message}`}
                    span
                    size="sm"
                    c="var(--mantine-color-error)"
                    display="block"
                  >
                    <Trans>
                      Refused at {name}: {message}
                    </Trans>
                  </Text>
                );
              })}
              {step.changes.map(({ field, fieldName, oldDisplay, newDisplay }) => (
                <Text key={field} span size="sm" c="dimmed" display="block">
                  {fieldName}: {oldDisplay ?? "–"} → {newDisplay ?? "–"}
                </Text>
              ))}
              {step.comments.map(({ text, internal }) => (
                <Text key={text} span size="sm" c="dimmed" display="block">
                  {internal ? t`Internal note: ${text}` : t`Comment: ${text}`}
                </Text>
              ))}
              {step.created.map((summary) => (
                <Text key={summary} span size="sm" c="dimmed" display="block">
                  {t`New ticket: ${summary}`}
                </Text>
              ))}
            </li>
          ))}
        </ol>
      )}
      <Group gap="xs">
        <Text size="sm">
          <Trans>The copy is in</Trans>
        </Text>
        {here && <StatusBadge name={names.status(here.key)} category={here.category} />}
      </Group>
      {!outcome.involved && (
        <Alert color="gray">
          <Trans>This person has nothing to do with this ticket, so no step is offered.</Trans>
        </Alert>
      )}
      {outcome.approval && outcome.involved && (
        <TryOutApproval approval={outcome.approval} busy={busy} onDecide={onDecide} />
      )}
      {asking ? (
        <Screen
          key={`${asking.key} ${outcome.steps.length}`}
          offered={asking}
          refused={refused?.transition === asking.key ? refused.violations : []}
          busy={busy}
          onEnter={onEnter}
          onTake={onTake}
          onCancel={onCancel}
        />
      ) : (
        outcome.offered.length > 0 && (
          <Group gap={6} role="group" aria-label={t`Next steps`}>
            {outcome.offered.map((offered) => (
              <Button
                key={offered.key}
                size="xs"
                variant={offered.style === "primary" ? "filled" : "default"}
                loading={busy}
                onClick={() => onChoose(offered)}
              >
                {offered.name}
              </Button>
            ))}
          </Group>
        )
      )}
      {outcome.withheld.length > 0 && (
        <div>
          <Title order={3} size="h4" mb={4}>
            <Trans>Not offered</Trans>
          </Title>
          <ul className={classes.entries}>
            {outcome.withheld.map(({ key, name, conditions }) => {
              const transition = definition.transitions.find((one) => one.key === key);
              return (
                <li key={key} className={classes.entry}>
                  <Text span size="sm" fw={600} display="block">
                    {name}
                  </Text>
                  {conditions.map((position) => {
                    const rule = transition?.conditions[position];
                    return (
                      rule && (
                        <Text key={position} span size="sm" c="dimmed" display="block">
                          <RuleSentence
                            rule={rule}
                            type={ruleTypes.find(
                              (type) => type.kind === "condition" && type.key === rule.type,
                            )}
                          />
                        </Text>
                      )
                    );
                  })}
                </li>
              );
            })}
          </ul>
        </div>
      )}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          disabled={outcome.steps.every(({ violations }) => violations.length > 0)}
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          onClick={onBack}
        >
          <Trans>One step back</Trans>
        </Button>
        <Button size="xs" variant="default" onClick={onAgain}>
          <Trans>Begin anew</Trans>
        </Button>
      </Group>
    </Stack>
  );
}

interface ScreenProps {
  offered: Offered;
  refused: Outcome["steps"][number]["violations"];
  busy: boolean;
  /** How the screen stands for what is entered; null when the step is not offered any more. */
  onEnter: (step: Step) => Promise<FormState | null>;
  onTake: (step: Step) => void;
  onCancel: () => void;
}

/** What a step asks for, as whoever takes it would be asked. */
function Screen({ offered, refused, busy, onEnter, onTake, onCancel }: ScreenProps) {
  const { t } = useLingui();
  const names = useNames();
  const resolutions = useResolutions();
  const sections = screenSections(offered, ({ key, required, label, help }) => {
    const own = { key, label: label || names.field(key), help, required };
    return key === "resolution"
      ? {
          ...own,
          type: "choice",
          options: Object.entries(resolutions).map(([option, name]) => ({ key: option, name })),
        }
      : { ...own, type: "person" };
  });
  const fields = sections.flatMap((section) => section.fields);
  const [values, setValues] = useState<FieldValues>(() => initialValues(fields));
  /** What was changed since the step was refused. */
  const [mended, setMended] = useState<readonly string[]>([]);
  const { state, settled } = useFormState({
    fields,
    values,
    initial: screenState(offered),
    conditional: offered.conditional,
    ask: async (entered) =>
      (await onEnter({ transition: offered.key, fields: entered })) ?? screenState(offered),
  });
  return (
    <Paper
      component="form"
      p="sm"
      noValidate
      aria-label={offered.name}
      onSubmit={async (event) => {
        event.preventDefault();
        const now = await settled(values);
        setMended([]);
        onTake({ transition: offered.key, fields: askedValues(fields, values, now) });
      }}
    >
      <Stack gap="sm">
        <FormSections
          sections={sections}
          state={state}
          form={{
            getInputProps: (key) => ({
              value: values[key],
              error: mended.includes(key)
                ? undefined
                : refused.find(({ pointer }) => pointer.endsWith(`/${key}`))?.message,
              onChange: (value: unknown) => {
                setValues((before) => ({ ...before, [key]: value }));
                setMended((before) => [...before, key]);
              },
            }),
          }}
        />
        <Group justify="flex-end">
          <Button size="xs" variant="default" onClick={onCancel}>
            {t`Cancel`}
          </Button>
          <Button size="xs" type="submit" loading={busy}>
            {offered.name}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
