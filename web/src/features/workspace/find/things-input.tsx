import { useLingui } from "@lingui/react/macro";
import type { ComboboxItem } from "@mantine/core";
import { MultiSelect, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AskableField, Operand } from "./conditions";
import { aCall, aValue } from "./conditions";
import { valuesQuery } from "./queries";

interface ThingsInputProps {
  label: string;
  field: AskableField;
  value: readonly Operand[];
  onChange: (value: Operand[]) => void;
  /** Where only one value is possible the last one chosen stays. */
  several?: boolean;
}

/** As values of a select are texts. */
const keyOf = (operand: Operand) => JSON.stringify(operand);

/** People, statuses, options …: chosen by a piece of their names, and functions that stand for some of them. */
export function ThingsInput({ label, field, value, onChange, several = true }: ThingsInputProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const [opened, setOpened] = useState(false);
  const [text] = useDebouncedValue(typed.trim(), 150);
  const { data: found = [], isFetching } = useQuery({
    ...valuesQuery(field.name, text),
    enabled: opened,
    placeholderData: keepPreviousData,
  });
  const given = field.functions.filter(
    ({ name, several: gives }) => argumentsOf(name) && (several || !gives),
  );
  const groups = useQuery({
    ...valuesQuery("team", text),
    enabled: opened && text !== "" && given.some(({ name }) => argumentsOf(name) === "group"),
  });
  const people = useQuery({
    ...valuesQuery("assignee", text),
    enabled: opened && text !== "" && given.some(({ name }) => argumentsOf(name) === "person"),
  });

  function nameOf({ kind, text: written, arguments: taken }: Operand): string {
    if (kind === "empty") return t({ message: "empty", context: "value" });
    if (kind === "value") return written;
    const [first, ...more] = taken;
    if (written === "currentUser" && !first) return t({ message: "me", context: "value" });
    if (first && more.length === 0) {
      switch (written) {
        case "membersOf":
          return t`Members of ${first.text}`;
        case "pendingBy":
          return t`Waiting for ${first.text}`;
        case "approver":
          return t`Decided by ${first.text}, now or before`;
        case "updatedBy":
          return t`Changed by ${first.text}`;
        case "linkedIssues":
          return t`Linked with ${first.text}`;
        case "cascadeOption":
          return t`${first.text} with all below it`;
      }
    }
    return `${written}(${taken.map((argument) => argument.text).join(", ")})`;
  }

  /** What a function can be given, as it was typed or begins with it. */
  function argumentsFor(name: string): string[] {
    switch (argumentsOf(name)) {
      case "group":
        return (groups.data ?? []).map((each) => each.value);
      case "person":
        return (people.data ?? []).map((each) => each.value);
      case "ticket":
        return isKey(text) ? [text.toUpperCase()] : [];
      default:
        return found.map((each) => each.value);
    }
  }

  const offered = [
    ...field.functions
      .filter(({ name, parameters }) => parameters === "" && like(`${name} ${nameOf(aCall(name))}`, text))
      .map(({ name }) => ({ operand: aCall(name), explanation: `${name}()` })),
    ...found.map((each) => ({ operand: aValue(each.value), explanation: each.explanation })),
    ...(field.kind === "ticket" && isKey(text)
      ? [{ operand: aValue(text.toUpperCase()), explanation: "" }]
      : []),
    ...(text === "" ? [] : given).flatMap(({ name }) =>
      argumentsFor(name)
        .slice(0, mostOfAFunction)
        .map((argument) => ({ operand: aCall(name, argument), explanation: `${name}()` })),
    ),
    // Labels are whatever somebody calls them.
    ...(field.name === "labels" && text !== "" ? [{ operand: aValue(text), explanation: "" }] : []),
  ];
  const operands = new Map(
    [...value, ...offered.map(({ operand }) => operand)].map((each) => [keyOf(each), each]),
  );
  const explanations = new Map(offered.map(({ operand, explanation }) => [keyOf(operand), explanation]));

  return (
    <MultiSelect
      size="sm"
      aria-label={label}
      data={[...operands].map(([key, operand]) => ({ value: key, label: nameOf(operand) }))}
      value={value.map(keyOf)}
      onChange={(keys) => {
        const chosen = keys.flatMap((key) => operands.get(key) ?? []);
        setTyped("");
        onChange(several ? chosen : chosen.slice(-1));
      }}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpened(true)}
      hidePickedOptions
      filter={({ options }) => options as ComboboxItem[]}
      nothingFoundMessage={isFetching ? t`Searching…` : t`Nothing found`}
      placeholder={
        value.length > 0 ? undefined : field.kind === "ticket" ? t`For example IT-123` : t`Type to search`
      }
      maxDropdownHeight={280}
      renderOption={({ option }) => {
        const explanation = explanations.get(option.value);
        return (
          <span>
            {option.label}
            {explanation && explanation !== option.label && (
              <Text span size="xs" c="dimmed" ml={8}>
                {explanation}
              </Text>
            )}
          </span>
        );
      }}
    />
  );
}

/** Of the things that a function can be given, as many are offered. */
const mostOfAFunction = 5;

/** What a function's first argument names; nothing for a function that is not offered here. */
function argumentsOf(name: string): "group" | "person" | "ticket" | "option" | undefined {
  switch (name) {
    case "membersOf":
      return "group";
    case "pendingBy":
    case "approver":
    case "updatedBy":
      return "person";
    case "linkedIssues":
      return "ticket";
    case "cascadeOption":
      return "option";
    default:
      return undefined;
  }
}

const isKey = (text: string) => /^[a-z][a-z0-9]*-\d+$/i.test(text);

const like = (name: string, text: string) => name.toLowerCase().includes(text.toLowerCase());
