import type { MessageDescriptor } from "@lingui/core";
import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, MultiSelect, Select, Text } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useFormats } from "@/shared/i18n/formats";
import type { StatusCategory } from "@/shared/ticket/vocabulary";
import { statusCategories } from "@/shared/ticket/vocabulary";
import { useConfiguredDesks } from "../configured-desks";
import { inLanguage } from "../localized";
import { deskQueries, installationFields } from "../queries";
import type { Kept } from "./definition";
import { kept, problemAt, problemOf } from "./definition";
import classes from "./policy.module.css";
import type { Happening, PolicyProblem, Standing } from "./queries";

type Condition = Happening | Standing;

interface ConditionRowsProps<Part extends Condition> {
  deskKey: string | null;
  /** How the sentence begins: “The clock starts when”. */
  beginning: string;
  /** Stands in its place when there is no condition. */
  none: string;
  /** Where its problems point to. */
  pointer: string;
  words: Readonly<Record<Part["kind"], MessageDescriptor>>;
  value: readonly Kept<Part>[];
  problems: readonly PolicyProblem[];
  onChange: (value: Kept<Part>[], moved: boolean) => void;
}

const ofStatuses: ReadonlySet<Condition["kind"]> = new Set(["status_entered", "status_left", "in_status"]);
const ofFields: ReadonlySet<Condition["kind"]> = new Set(["field_changed", "field_holds"]);

/** A part of the sentence that a policy is: what starts, stops or pauses its clock. One of them is enough. */
export function ConditionRows<Part extends Condition>({
  deskKey,
  beginning,
  none,
  pointer,
  words,
  value,
  problems,
  onChange,
}: ConditionRowsProps<Part>) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const own = problemOf(problems, pointer);
  const kinds = Object.keys(words) as Part["kind"][];
  const change = (place: number, part: Partial<Condition>) =>
    onChange(
      value.map((one) => (one.place === place ? { ...one, ...part } : one)),
      false,
    );
  const add = () => onChange([...value, kept({ kind: kinds[0] } as Part)], false);

  return (
    <fieldset className={classes.clause}>
      <legend>{beginning}</legend>
      {value.length === 0 && (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
      {value.map((condition, position) => {
        const count = position + 1;
        const wrong = problemAt(problems, `${pointer}/${position}`);
        return (
          <div key={condition.place} className={classes.condition}>
            <div className={classes.row}>
              {position > 0 && (
                <span className={classes.or}>
                  <Trans context="between conditions">or</Trans>
                </span>
              )}
              <Select
                aria-label={`${beginning} (${count})`}
                className={classes.kind}
                allowDeselect={false}
                data={kinds.map((kind) => ({ value: kind, label: i18n._(words[kind]) }))}
                value={condition.kind}
                error={wrong !== undefined}
                onChange={(kind) =>
                  change(condition.place, {
                    kind: kind as never,
                    statuses: null,
                    categories: kind === "in_status" ? ["waiting"] : null,
                    field: null,
                    value: undefined,
                  })
                }
              />
              {ofStatuses.has(condition.kind) && (
                <StatusesInput
                  deskKey={deskKey}
                  label={t`Statuses of ${beginning} (${count})`}
                  any={condition.kind === "in_status" ? t`Choose statuses` : t`any status`}
                  condition={condition}
                  onChange={(next) => change(condition.place, next)}
                />
              )}
              {ofFields.has(condition.kind) && (
                <FieldInput
                  deskKey={deskKey}
                  label={t`Field of ${beginning} (${count})`}
                  value={condition.field ?? null}
                  onChange={(field) => change(condition.place, { field, value: undefined })}
                />
              )}
              {condition.value != null && (
                <Text span size="sm">
                  {`= ${JSON.stringify(condition.value)}`}
                </Text>
              )}
              <ActionIcon
                size="lg"
                aria-label={t`Remove this: ${i18n._(words[condition.kind as Part["kind"]])}`}
                onClick={() =>
                  onChange(
                    value.filter(({ place }) => place !== condition.place),
                    true,
                  )
                }
              >
                <IconX size={16} />
              </ActionIcon>
            </div>
            {wrong && (
              <Text size="sm" c="var(--mantine-color-error)">
                {wrong}
              </Text>
            )}
          </div>
        );
      })}
      {own && (
        <Text size="sm" c="var(--mantine-color-error)">
          {own}
        </Text>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={15} aria-hidden />}
        className={classes.add}
        onClick={add}
      >
        {value.length === 0 ? t`Add a condition` : t`Or when something else is so`}
      </Button>
    </fieldset>
  );
}

interface StatusesInputProps {
  deskKey: string | null;
  label: string;
  any: string;
  condition: Pick<Condition, "statuses" | "categories">;
  onChange: (next: Pick<Condition, "statuses" | "categories">) => void;
}

const categoryPrefix = "category ";
const statusPrefix = "status ";

/** Statuses of the desk's workflows, or all of a category at once. */
export function StatusesInput({ deskKey, label, any, condition, onChange }: StatusesInputProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const configured = useConfiguredDesks();
  const workflows = useQueries({
    queries: (deskKey === null ? configured.map(({ key }) => key) : [deskKey]).map((key) =>
      deskQueries.workflows(key),
    ),
    combine: (found) => found.flatMap(({ data }) => data ?? []),
  });
  const names = new Map(workflows.flatMap(({ statuses }) => statuses.map(({ key, name }) => [key, name])));
  const value = [
    ...(condition.categories ?? []).map((category) => categoryPrefix + category),
    ...(condition.statuses ?? []).map((status) => statusPrefix + status),
  ];
  // A status that is gone stays until somebody takes it out.
  for (const status of condition.statuses ?? []) if (!names.has(status)) names.set(status, status);
  return (
    <MultiSelect
      aria-label={label}
      className={classes.statuses}
      searchable
      hidePickedOptions
      placeholder={value.length === 0 ? any : undefined}
      nothingFoundMessage={t`Nothing found`}
      data={[
        {
          group: t`All statuses that mean`,
          items: (Object.keys(statusCategories) as StatusCategory[]).map((category) => ({
            value: categoryPrefix + category,
            label: i18n._(statusCategories[category]),
          })),
        },
        {
          group: t`Statuses`,
          items: [...names].map(([key, name]) => ({ value: statusPrefix + key, label: name })),
        },
      ]}
      value={value}
      onChange={(chosen) => {
        const of = (prefix: string) =>
          chosen.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length));
        const categories = of(categoryPrefix) as StatusCategory[];
        const statuses = of(statusPrefix);
        onChange({
          categories: categories.length > 0 ? categories : null,
          statuses: statuses.length > 0 ? statuses : null,
        });
      }}
    />
  );
}

interface FieldInputProps {
  deskKey: string | null;
  label: string;
  value: string | null;
  onChange: (field: string | null) => void;
  /** Only those of dates. */
  dates?: boolean;
}

/** A field by the name that the history of tickets has for it. */
export function FieldInput({ deskKey, label, value, onChange, dates = false }: FieldInputProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const ofDesk = useQuery({ ...deskQueries.fields(deskKey ?? ""), enabled: deskKey !== null });
  const shared = useQuery({ ...installationFields, enabled: deskKey === null });
  const fields = (deskKey === null ? shared.data : ofDesk.data) ?? [];
  const own = fields.filter(
    ({ system, type }) => !system && (!dates || type === "date" || type === "date_time"),
  );
  const data = [
    { value: "due_date", label: t`Due date` },
    ...(dates
      ? []
      : [
          { value: "priority", label: t`Priority` },
          { value: "type", label: t`Type` },
          { value: "labels", label: t`Labels` },
        ]),
    ...own.map(({ id, name }) => ({ value: `value:${id}`, label: inLanguage(name, language) })),
  ];
  if (value !== null && data.every((one) => one.value !== value)) data.push({ value, label: value });
  return (
    <Select
      aria-label={label}
      className={classes.kind}
      searchable
      allowDeselect={false}
      placeholder={t`Choose a field`}
      nothingFoundMessage={t`Nothing found`}
      data={data}
      value={value}
      onChange={onChange}
    />
  );
}
