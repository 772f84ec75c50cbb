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
  const ofGroups = several && field.functions.some(({ name }) => name === "membersOf");
  const { data: groups = [] } = useQuery({
    ...valuesQuery("team", text),
    enabled: opened && ofGroups && text !== "",
  });

  function nameOf({ kind, text: written, arguments: given }: Operand): string {
    if (kind === "empty") return t({ message: "empty", context: "value" });
    if (kind === "value") return written;
    const [first, ...more] = given;
    if (written === "currentUser" && !first) return t({ message: "me", context: "value" });
    if (written === "membersOf" && first && more.length === 0) return t`Members of ${first.text}`;
    return `${written}(${given.map((argument) => argument.text).join(", ")})`;
  }

  const offered = [
    ...field.functions
      .filter(({ name, parameters }) => parameters === "" && like(`${name} ${nameOf(aCall(name))}`, text))
      .map(({ name }) => ({ operand: aCall(name), explanation: `${name}()` })),
    ...found.map((each) => ({ operand: aValue(each.value), explanation: each.explanation })),
    ...(ofGroups && text !== ""
      ? groups.map((group) => ({ operand: aCall("membersOf", group.value), explanation: "membersOf()" }))
      : []),
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
      placeholder={value.length > 0 ? undefined : t`Type to search`}
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

const like = (name: string, text: string) => name.toLowerCase().includes(text.toLowerCase());
