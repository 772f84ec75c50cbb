import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Input, Select, TagsInput, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { Schemas } from "@/shared/api/client";
import { useFormats } from "@/shared/i18n/formats";
import { searchAssignees, teamsQuery } from "@/shared/person/directory";
import { PersonPicker } from "@/shared/person/person-picker";
import type { StatusCategory } from "@/shared/ticket/vocabulary";
import { statusCategories, ticketTypes } from "@/shared/ticket/vocabulary";
import { useConfiguredDesks } from "../configured-desks";
import { inLanguage } from "../localized";
import { deskQueries, installationFields, personQueries } from "../queries";
import { useResolutions } from "../workflow/design";
import { CallFields } from "./call-fields";
import { LinkTypeInput } from "./link-type-input";
import { NotifyFields } from "./notify-fields";
import type { Step } from "./queries";
import classes from "./rule.module.css";
import { TemplateInput } from "./template-input";
import { targetWords, whoWords } from "./words";

type Action = Exclude<Step, { type: "when" | "if" | "each" }>;

interface ActionFieldsProps {
  deskKey: string | null;
  value: Action;
  onChange: (value: Action) => void;
}

/** What an action is about. */
export function ActionFields({ deskKey, value, onChange }: ActionFieldsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  switch (value.type) {
    case "edit":
      return (
        <div className={classes.fields}>
          <ValueRows
            deskKey={deskKey}
            value={value.values ?? {}}
            onChange={(values) => onChange({ ...value, values })}
          />
          <TagsInput
            label={t`Add labels`}
            value={value.addLabels ?? []}
            onChange={(addLabels) => onChange({ ...value, addLabels })}
          />
          <TagsInput
            label={t`Remove labels`}
            value={value.removeLabels ?? []}
            onChange={(removeLabels) => onChange({ ...value, removeLabels })}
          />
        </div>
      );
    case "transition":
      return <TransitionFields deskKey={deskKey} value={value} onChange={onChange} />;
    case "comment":
      return (
        <div className={classes.fields}>
          <Select
            aria-label={t`Who reads it`}
            className={classes.kind}
            allowDeselect={false}
            data={[
              { value: "true", label: t`an internal note` },
              { value: "false", label: t`for the customer` },
            ]}
            value={String(value.internal)}
            onChange={(internal) => onChange({ ...value, internal: internal === "true" })}
          />
          <TemplateInput
            label={t`Text`}
            rows={2}
            value={value.text}
            onChange={(text) => onChange({ ...value, text })}
          />
        </div>
      );
    case "assign":
      return <AssignFields deskKey={deskKey} value={value} onChange={onChange} />;
    case "create":
      return (
        <div className={classes.fields}>
          <div className={classes.row}>
            <Select
              aria-label={t`Type of ticket`}
              className={classes.kind}
              allowDeselect={false}
              data={Object.entries(ticketTypes).map(([type, { label }]) => ({
                value: type,
                label: i18n._(label),
              }))}
              value={value.ticketType ?? null}
              onChange={(ticketType) =>
                onChange({ ...value, ticketType: ticketType as typeof value.ticketType })
              }
            />
            <LinkTypeInput
              label={t`What the ticket is to it`}
              any={t`not linked`}
              link={value.link ?? null}
              outward={true}
              onChange={(link) => onChange({ ...value, link })}
            />
          </div>
          <ValueRows
            deskKey={deskKey}
            value={value.values}
            onChange={(values) => onChange({ ...value, values })}
          />
        </div>
      );
    case "link":
      return (
        <div className={classes.fields}>
          <LinkTypeInput
            label={t`Kind of link`}
            link={value.link}
            outward={value.outward}
            onChange={(link, outward) =>
              onChange({ ...value, link: link ?? "relates_to", outward: outward ?? true })
            }
          />
          <TemplateInput
            label={t`Key of the other ticket`}
            value={value.target}
            onChange={(target) => onChange({ ...value, target })}
          />
        </div>
      );
    case "watch":
      return (
        <div className={classes.fields}>
          <div className={classes.row}>
            <Select
              aria-label={t`Who`}
              className={classes.kind}
              allowDeselect={false}
              data={[
                ...Object.entries(whoWords).map(([who, words]) => ({ value: who, label: i18n._(words) })),
                { value: "person", label: t`a person` },
              ]}
              value={value.who ?? "person"}
              onChange={(who) =>
                onChange({
                  ...value,
                  who: who === "person" ? null : (who as "actor" | "reporter" | "assignee"),
                  personId: null,
                })
              }
            />
            <Select
              aria-label={t`Whether they watch`}
              className={classes.kind}
              allowDeselect={false}
              data={[
                { value: "true", label: t`watches from now on` },
                { value: "false", label: t`watches no more` },
              ]}
              value={String(value.watching)}
              onChange={(watching) => onChange({ ...value, watching: watching === "true" })}
            />
          </div>
          {value.who == null && (
            <AgentInput
              deskKey={deskKey}
              label={t`Person`}
              value={value.personId ?? null}
              onChange={(personId) => onChange({ ...value, personId })}
            />
          )}
        </div>
      );
    case "notify":
      return <NotifyFields value={value} onChange={onChange} />;
    case "call":
      return <CallFields value={value} onChange={onChange} />;
    case "variable": {
      const used = `{{variables.${value.name || "name"}}}`;
      return (
        <div className={classes.fields}>
          <TextInput
            label={t`Name`}
            description={t`Later steps use it as ${used}.`}
            maw={280}
            value={value.name}
            onChange={({ currentTarget }) => onChange({ ...value, name: currentTarget.value })}
          />
          <TemplateInput
            label={t`Text`}
            value={value.value}
            onChange={(next) => onChange({ ...value, value: next })}
          />
        </div>
      );
    }
    case "log":
      return (
        <div className={classes.fields}>
          <TemplateInput
            label={t`Text`}
            value={value.text}
            onChange={(text) => onChange({ ...value, text })}
          />
        </div>
      );
  }
}

interface ValueRowsProps {
  deskKey: string | null;
  value: Readonly<Record<string, unknown>>;
  onChange: (value: Record<string, unknown>) => void;
}

/** Fields and what they are to hold. */
function ValueRows({ deskKey, value, onChange }: ValueRowsProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const ofDesk = useQuery({ ...deskQueries.fields(deskKey ?? ""), enabled: deskKey !== null });
  const shared = useQuery({ ...installationFields, enabled: deskKey === null });
  const fields = ((deskKey === null ? shared.data : ofDesk.data) ?? []).filter(({ type }) => type !== "file");
  const own: [string, string][] = [
    ["summary", t`Summary`],
    ["description", t`Description`],
    ["priority", t`Priority`],
    ["due_date", t`Due date`],
  ];
  const names = new Map<string, string>([
    ...own,
    ...fields
      .filter(({ system }) => !system)
      .map(({ key, name }): [string, string] => [key, inLanguage(name, language)]),
  ]);
  const put = (key: string, text: string) => onChange({ ...value, [key]: text });
  return (
    <>
      {Object.entries(value).map(([key, held]) => {
        const name = names.get(key) ?? key;
        return (
          <div key={key} className={classes.row}>
            <div className={classes.wide}>
              <TemplateInput
                label={name}
                rows={key === "description" ? 2 : 1}
                value={typeof held === "string" ? held : held === null ? "" : JSON.stringify(held)}
                onChange={(text) => put(key, text)}
              />
            </div>
            <ActionIcon
              aria-label={t`Leave ${name} as it is`}
              onClick={() => {
                const { [key]: _gone, ...rest } = value;
                onChange(rest);
              }}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        );
      })}
      <Select
        maw={280}
        searchable
        aria-label={t`Add a field`}
        placeholder={t`Add a field…`}
        nothingFoundMessage={t`Nothing found`}
        data={[...names]
          .filter(([key]) => !(key in value))
          .map(([key, name]) => ({ value: key, label: name }))}
        value={null}
        onChange={(key) => key && put(key, "")}
      />
    </>
  );
}

interface TransitionFieldsProps {
  deskKey: string | null;
  value: Extract<Step, { type: "transition" }>;
  onChange: (value: Action) => void;
}

/** Before the name of a category, among keys of statuses. */
const ofCategory = "category:";

function TransitionFields({ deskKey, value, onChange }: TransitionFieldsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const resolutions = useResolutions();
  const configured = useConfiguredDesks();
  const workflows = useQueries({
    queries: (deskKey === null ? configured.map(({ key }) => key) : [deskKey]).map((key) =>
      deskQueries.workflows(key),
    ),
    combine: (found) => found.flatMap(({ data }) => data ?? []),
  });
  const names = new Map(workflows.flatMap(({ statuses }) => statuses.map(({ key, name }) => [key, name])));
  // A status that is gone stays until somebody chooses another.
  if (value.status && !names.has(value.status)) names.set(value.status, value.status);
  const chosen = value.category ? `${ofCategory}${value.category}` : value.status || null;
  return (
    <div className={classes.row} style={{ marginTop: 8 }}>
      <Select
        aria-label={t`Status`}
        className={classes.kind}
        searchable
        allowDeselect={false}
        placeholder={t`Choose a status`}
        nothingFoundMessage={t`Nothing found`}
        data={[
          {
            group: t`Any of a category`,
            items: Object.entries(statusCategories).map(([category, label]) => ({
              value: `${ofCategory}${category}`,
              label: i18n._(label),
            })),
          },
          { group: t`One`, items: [...names].map(([key, name]) => ({ value: key, label: name })) },
        ]}
        value={chosen}
        onChange={(next) =>
          onChange(
            next?.startsWith(ofCategory)
              ? { ...value, status: null, category: next.slice(ofCategory.length) as StatusCategory }
              : { ...value, status: next, category: null },
          )
        }
      />
      <Select
        aria-label={t`Resolution`}
        className={classes.kind}
        clearable
        clearButtonProps={{ "aria-label": t`Clear` }}
        placeholder={t`without a resolution`}
        data={Object.entries(resolutions).map(([key, name]) => ({ value: key, label: name }))}
        value={value.resolution ?? null}
        onChange={(resolution) => onChange({ ...value, resolution })}
      />
    </div>
  );
}

interface AssignFieldsProps {
  deskKey: string | null;
  value: Schemas["AssignAction"];
  onChange: (value: Action) => void;
}

function AssignFields({ deskKey, value, onChange }: AssignFieldsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { data: teams = [] } = useQuery(teamsQuery);
  const teamChoices = teams.map(({ id, name }) => ({ value: String(id), label: name }));
  const several = value.to === "round_robin" || value.to === "least_loaded";
  return (
    <div className={classes.fields}>
      <div className={classes.row}>
        <Select
          aria-label={t`To whom`}
          className={classes.kind}
          allowDeselect={false}
          data={[
            ...Object.entries(targetWords).map(([to, words]) => ({ value: to, label: i18n._(words) })),
            { value: "team", label: t`to a team alone` },
          ]}
          value={value.to ?? "team"}
          onChange={(to) =>
            onChange({
              type: "assign",
              to: to === "team" ? null : (to as NonNullable<typeof value.to>),
              teamId: value.teamId,
              ...(to === "keyword"
                ? { text: "{{ticket.summary}} {{ticket.description}}", keywords: [{ words: [] }] }
                : {}),
            })
          }
        />
        {several && (
          <Select
            aria-label={t`Among whom`}
            className={classes.kind}
            clearable
            clearButtonProps={{ "aria-label": t`Clear` }}
            searchable
            placeholder={t`among all who work on the desk`}
            nothingFoundMessage={t`No group of that name`}
            data={teamChoices}
            value={value.groupId == null ? null : String(value.groupId)}
            onChange={(id) => onChange({ ...value, groupId: id === null ? null : Number(id) })}
          />
        )}
      </div>
      {value.to === "person" && (
        <AgentInput
          deskKey={deskKey}
          label={t`Person`}
          value={value.personId ?? null}
          onChange={(personId) => onChange({ ...value, personId })}
        />
      )}
      {value.to === "keyword" ? (
        <KeywordRows deskKey={deskKey} value={value} onChange={onChange} />
      ) : (
        <Select
          label={t`Give it to the team`}
          maw={420}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t`Clear` }}
          nothingFoundMessage={t`No group of that name`}
          placeholder={t`Stays as it is`}
          data={teamChoices}
          value={value.teamId == null ? null : String(value.teamId)}
          onChange={(id) => onChange({ ...value, teamId: id === null ? null : Number(id) })}
        />
      )}
    </div>
  );
}

/** Words, and to whom a ticket goes in which one of them stands; the first row that is found counts. */
function KeywordRows({ deskKey, value, onChange }: AssignFieldsProps) {
  const { t } = useLingui();
  const { data: teams = [] } = useQuery(teamsQuery);
  const keywords = value.keywords ?? [];
  const change = (position: number, part: Partial<Schemas["Keyword"]>) =>
    onChange({
      ...value,
      keywords: keywords.map((row, place) => (place === position ? { ...row, ...part } : row)),
    });
  return (
    <>
      <TemplateInput
        label={t`Where the words are looked for`}
        value={value.text ?? ""}
        onChange={(text) => onChange({ ...value, text })}
      />
      {keywords.map((row, position) => {
        const number = position + 1;
        return (
          // Rows have no names of their own and do not change their order.
          <div key={position} className={classes.row} role="group" aria-label={t`Words ${number}`}>
            <TagsInput
              className={classes.wide}
              label={t`One of these words`}
              value={row.words}
              onChange={(words) => change(position, { words })}
            />
            <AgentInput
              deskKey={deskKey}
              label={t`goes to`}
              value={row.personId ?? null}
              onChange={(personId) => change(position, { personId })}
            />
            <Select
              className={classes.kind}
              label={t`and to the team`}
              searchable
              clearable
              clearButtonProps={{ "aria-label": t`Clear` }}
              nothingFoundMessage={t`No group of that name`}
              data={teams.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={row.teamId == null ? null : String(row.teamId)}
              onChange={(id) => change(position, { teamId: id === null ? null : Number(id) })}
            />
            <ActionIcon
              aria-label={t`Remove words ${number}`}
              onClick={() =>
                onChange({ ...value, keywords: keywords.filter((_row, place) => place !== position) })
              }
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={15} aria-hidden />}
        style={{ alignSelf: "flex-start" }}
        onClick={() => onChange({ ...value, keywords: [...keywords, { words: [] }] })}
      >
        <Trans>Add words</Trans>
      </Button>
    </>
  );
}

interface AgentInputProps {
  deskKey: string | null;
  label: string;
  value: number | null;
  onChange: (id: number | null) => void;
}

/** Somebody who works on the desk; of the installation, anybody. */
function AgentInput({ deskKey, label, value, onChange }: AgentInputProps) {
  const picker = useId();
  const { data: known } = useQuery({ ...personQueries.reference(value ?? 0), enabled: value !== null });
  return (
    <Input.Wrapper label={label} labelProps={{ htmlFor: picker }} className={classes.kind}>
      <PersonPicker
        id={picker}
        label={label}
        value={value}
        known={value === null ? null : known}
        onChange={onChange}
        {...(deskKey === null
          ? {}
          : {
              search: (query: string) => searchAssignees(deskKey, query),
              circle: `assignees of ${deskKey}`,
            })}
      />
    </Input.Wrapper>
  );
}
