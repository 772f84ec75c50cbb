import { useLingui as useCatalogue } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { MultiSelect, Select, Text } from "@mantine/core";
import { FieldInput, StatusesInput } from "../sla/condition-rows";
import { LinkTypeInput } from "./link-type-input";
import { ManualFields } from "./manual-fields";
import type { RuleProblem, Trigger } from "./queries";
import classes from "./rule.module.css";
import { ScheduleFields } from "./schedule-fields";
import { WebhookFields } from "./webhook-fields";
import { approvalWords, thresholdWords, triggerWords } from "./words";

interface TriggerFieldsProps {
  ruleId: number;
  deskKey: string | null;
  value: Trigger;
  problems: readonly RuleProblem[];
  onChange: (value: Trigger) => void;
}

const beginnings: Record<Trigger["type"], Trigger> = {
  created: { type: "created" },
  status_changed: { type: "status_changed" },
  field_changed: { type: "field_changed", field: "priority" },
  assigned: { type: "assigned" },
  commented: { type: "commented" },
  linked: { type: "linked" },
  approval: { type: "approval", news: ["approved"] },
  sla_threshold: { type: "sla_threshold", news: ["breached"] },
  schedule: {
    type: "schedule",
    schedule: { type: "business_days", calendarId: 2, at: "09:00" },
    query: "",
  },
  manual: { type: "manual", inputs: [] },
  webhook: { type: "webhook", ticket: "/issue/key", values: {} },
};

/** What a rule waits for. */
export function TriggerFields({ ruleId, deskKey, value, problems, onChange }: TriggerFieldsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const told = problems.filter(({ pointer }) => pointer.startsWith("/trigger")).map(({ message }) => message);
  return (
    <div>
      <div className={classes.row}>
        <Select
          aria-label={t`What it waits for`}
          className={classes.kind}
          allowDeselect={false}
          data={Object.entries(triggerWords).map(([type, words]) => ({ value: type, label: i18n._(words) }))}
          value={value.type}
          error={told.length > 0}
          onChange={(type) => type && onChange(beginnings[type as Trigger["type"]])}
        />
        <TriggerDetails ruleId={ruleId} deskKey={deskKey} value={value} onChange={onChange} />
      </div>
      {told.length > 0 && (
        <Text size="sm" c="var(--mantine-color-error)">
          {told.join(" ")}
        </Text>
      )}
    </div>
  );
}

function TriggerDetails({ ruleId, deskKey, value, onChange }: Omit<TriggerFieldsProps, "problems">) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  switch (value.type) {
    case "created":
    case "assigned":
      return null;
    case "status_changed": {
      const side = (which: "from" | "to", label: string, any: string) => (
        <StatusesInput
          deskKey={deskKey}
          label={label}
          any={any}
          condition={{ statuses: value[which]?.keys, categories: value[which]?.categories }}
          onChange={({ statuses, categories }) =>
            onChange({
              ...value,
              [which]: statuses || categories ? { keys: statuses, categories } : null,
            })
          }
        />
      );
      return (
        <>
          {side("from", t`Status before`, t`from any status`)}
          {side("to", t`Status after`, t`to any status`)}
        </>
      );
    }
    case "field_changed":
      return (
        <>
          <FieldInput
            deskKey={deskKey}
            label={t`Field`}
            value={value.field}
            onChange={(field) => onChange({ ...value, field: field ?? "" })}
          />
          <Select
            aria-label={t`How it changes`}
            className={classes.kind}
            allowDeselect={false}
            data={[
              { value: "any", label: t`in any way` },
              { value: "added", label: t`by a value that is added` },
              { value: "removed", label: t`by a value that is removed` },
            ]}
            value={value.direction ?? "any"}
            onChange={(direction) =>
              onChange({
                ...value,
                direction: direction === "any" ? null : (direction as "added" | "removed"),
              })
            }
          />
        </>
      );
    case "commented":
      return (
        <>
          <Select
            aria-label={t`Who comments`}
            className={classes.kind}
            allowDeselect={false}
            data={[
              { value: "any", label: t`whoever it is` },
              { value: "customer", label: t`and it is a customer` },
              { value: "agent", label: t`and it is an agent` },
            ]}
            value={value.by ?? "any"}
            onChange={(by) => onChange({ ...value, by: by === "any" ? null : (by as "customer" | "agent") })}
          />
          <Select
            aria-label={t`Which comments`}
            className={classes.kind}
            allowDeselect={false}
            data={[
              { value: "any", label: t`publicly or internally` },
              { value: "false", label: t`publicly` },
              { value: "true", label: t`internally` },
            ]}
            value={String(value.internal ?? "any")}
            onChange={(internal) =>
              onChange({ ...value, internal: internal === "any" ? null : internal === "true" })
            }
          />
        </>
      );
    case "linked":
      return (
        <LinkTypeInput
          label={t`Kind of link`}
          any={t`any link`}
          link={value.link ?? null}
          outward={value.outward ?? null}
          onChange={(link, outward) => onChange({ ...value, link, outward })}
        />
      );
    case "approval":
      return (
        <MultiSelect
          aria-label={t`What happens to the approval`}
          className={classes.wide}
          data={Object.entries(approvalWords).map(([news, words]) => ({ value: news, label: i18n._(words) }))}
          value={value.news}
          onChange={(news) => onChange({ ...value, news: news as typeof value.news })}
        />
      );
    case "sla_threshold":
      return (
        <MultiSelect
          aria-label={t`What its clock comes to`}
          className={classes.wide}
          data={Object.entries(thresholdWords).map(([news, words]) => ({
            value: news,
            label: i18n._(words),
          }))}
          value={value.news}
          onChange={(news) => onChange({ ...value, news: news as typeof value.news })}
        />
      );
    case "schedule":
      return <ScheduleFields deskKey={deskKey} value={value} onChange={onChange} />;
    case "manual":
      return <ManualFields value={value} onChange={onChange} />;
    case "webhook":
      return <WebhookFields ruleId={ruleId} value={value} onChange={onChange} />;
  }
}
