import { useLingui as useCatalogue } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { Checkbox, Input, MultiSelect, Select, Textarea } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { teamsQuery } from "@/shared/person/directory";
import { PersonsInput } from "@/shared/person/persons-input";
import { personQueries } from "../queries";
import type { Condition } from "./queries";
import { QueryInput } from "./query-input";
import classes from "./rule.module.css";
import { TemplateInput } from "./template-input";
import { comparisonWords, conditionWords, whoWords } from "./words";

const beginnings: Record<Condition["type"], Condition> = {
  query: { type: "query", query: "" },
  comparison: { type: "comparison", value: "{{ticket.summary}}", comparison: "contains", with: "" },
  expression: { type: "expression", expression: "" },
  person: { type: "person", who: "actor", agents: true },
};

interface ConditionFieldsProps {
  value: Condition;
  onChange: (value: Condition) => void;
}

/** What has to be so. */
export function ConditionFields({ value, onChange }: ConditionFieldsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  return (
    <div className={classes.fields}>
      <Select
        aria-label={t`What is asked`}
        className={classes.kind}
        allowDeselect={false}
        data={Object.entries(conditionWords).map(([type, words]) => ({ value: type, label: i18n._(words) }))}
        value={value.type}
        onChange={(type) => type && onChange(beginnings[type as Condition["type"]])}
      />
      {value.type === "query" && (
        <QueryInput value={value.query} onChange={(query) => onChange({ ...value, query })} />
      )}
      {value.type === "expression" && (
        <Textarea
          label={t`Expression`}
          placeholder="ticket.priority <= 2 && ticket.assignee.id == null"
          autosize
          minRows={1}
          maxRows={8}
          maxLength={2_000}
          value={value.expression}
          onChange={({ currentTarget }) => onChange({ ...value, expression: currentTarget.value })}
        />
      )}
      {value.type === "comparison" && <ComparisonFields value={value} onChange={onChange} />}
      {value.type === "person" && <PersonFields value={value} onChange={onChange} />}
    </div>
  );
}

interface ComparisonFieldsProps {
  value: Extract<Condition, { type: "comparison" }>;
  onChange: (value: Condition) => void;
}

function ComparisonFields({ value, onChange }: ComparisonFieldsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const alone = value.comparison === "empty" || value.comparison === "filled";
  return (
    <>
      <TemplateInput
        label={t`Text`}
        value={value.value}
        onChange={(next) => onChange({ ...value, value: next })}
      />
      <Select
        aria-label={t`How it compares`}
        className={classes.kind}
        allowDeselect={false}
        data={Object.entries(comparisonWords).map(([key, words]) => ({ value: key, label: i18n._(words) }))}
        value={value.comparison}
        onChange={(comparison) =>
          onChange({ ...value, comparison: comparison as typeof value.comparison, with: value.with ?? "" })
        }
      />
      {!alone && (
        <TemplateInput
          label={t`Compared with`}
          value={value.with ?? ""}
          onChange={(next) => onChange({ ...value, with: next })}
        />
      )}
    </>
  );
}

interface PersonFieldsProps {
  value: Extract<Condition, { type: "person" }>;
  onChange: (value: Condition) => void;
}

function PersonFields({ value, onChange }: PersonFieldsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const persons = useId();
  const ids = value.personIds ?? [];
  const named = useQueries({ queries: ids.map(personQueries.reference) }).flatMap(({ data }) => data ?? []);
  const { data: teams = [] } = useQuery(teamsQuery);
  return (
    <>
      <Select
        aria-label={t`Who is meant`}
        className={classes.kind}
        allowDeselect={false}
        data={Object.entries(whoWords).map(([who, words]) => ({ value: who, label: i18n._(words) }))}
        value={value.who}
        onChange={(who) => onChange({ ...value, who: who as typeof value.who })}
      />
      <Checkbox
        label={t`works on the ticket’s desk`}
        checked={value.agents === true}
        onChange={({ currentTarget }) => onChange({ ...value, agents: currentTarget.checked })}
      />
      <Input.Wrapper label={t`or is one of these people`} labelProps={{ htmlFor: persons }}>
        <PersonsInput
          id={persons}
          label={t`or is one of these people`}
          value={named}
          onChange={(people) => onChange({ ...value, personIds: people.map(({ id }) => id) })}
        />
      </Input.Wrapper>
      <MultiSelect
        label={t`or is in one of these teams`}
        searchable
        hidePickedOptions
        nothingFoundMessage={t`No group of that name`}
        data={teams.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={(value.groupIds ?? []).map(String)}
        onChange={(groups) => onChange({ ...value, groupIds: groups.map(Number) })}
      />
    </>
  );
}
