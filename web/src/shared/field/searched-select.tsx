import { useLingui } from "@lingui/react/macro";
import type { ComboboxItem, ComboboxLikeRenderOptionInput } from "@mantine/core";
import { MultiSelect, Select, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useState } from "react";
import type { Schemas } from "../api/client";
import { answer, api } from "../api/client";

type Choice = Schemas["Choice"];

interface SearchedSelectProps {
  /** The address that finds choices. */
  choicesAt: string;
  several?: boolean;
  value: readonly string[];
  onChange: (keys: string[]) => void;
  maximum?: number;
  id?: string;
  label?: ReactNode;
  description?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  onBlur?: () => void;
  "data-path"?: string;
}

/** Choices that are too many to be sent along: found by a piece of their names. */
export function SearchedSelect({
  choicesAt,
  several = false,
  value,
  onChange,
  maximum,
  ...input
}: SearchedSelectProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed.trim(), 200);
  const [chosen, setChosen] = useState<Choice[]>([]);
  const unknown = value.filter((key) => !chosen.some((choice) => choice.key === key));
  const find = (search: Record<string, string>) =>
    answer(
      // The address comes whole from the server.
      api.GET(choicesAt as "/api/desks/{deskKey}/fields/{id}/choices", {
        params: { path: { deskKey: "", id: 0 }, query: search as { query: string } },
      }),
    );
  const { data: named = [] } = useQuery({
    queryKey: ["choices", choicesAt, "keys", unknown.join(",")],
    queryFn: () => find({ keys: unknown.join(",") }),
    enabled: unknown.length > 0,
    staleTime: 60_000,
  });
  const { data: found = [] } = useQuery({
    queryKey: ["choices", choicesAt, "query", query],
    queryFn: () => find({ query }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const known = new Map([...named, ...chosen, ...found].map((choice) => [choice.key, choice]));
  const data = [...new Set([...value, ...found.map(({ key }) => key)])].map((key) => ({
    value: key,
    label: known.get(key)?.name ?? key,
  }));
  const common = {
    ...input,
    data,
    searchable: true,
    nothingFoundMessage: t`Nothing found`,
    clearButtonProps: { "aria-label": t`Clear` },
    // The server has searched; whatever it found is shown.
    filter: ({ options }: { options: unknown[] }) => options as ComboboxItem[],
    renderOption: ({ option }: ComboboxLikeRenderOptionInput<ComboboxItem>) => {
      const under = known.get(option.value)?.under;
      return (
        <div>
          {option.label}
          {under && (
            <Text size="xs" c="dimmed">
              {under}
            </Text>
          )}
        </div>
      );
    },
  };
  function choose(keys: string[]) {
    setChosen(keys.flatMap((key) => known.get(key) ?? []));
    onChange(keys);
  }
  if (several) {
    return (
      <MultiSelect
        {...common}
        value={[...value]}
        searchValue={typed}
        onSearchChange={setTyped}
        onChange={choose}
        clearable
        hidePickedOptions
        maxValues={maximum}
        placeholder={value.length > 0 ? undefined : t`Type to search`}
      />
    );
  }
  return (
    <Select
      {...common}
      value={value[0] ?? null}
      onSearchChange={(next) => setTyped(next === known.get(value[0] ?? "")?.name ? "" : next)}
      onChange={(key) => choose(key === null ? [] : [key])}
      clearable={!input.required}
      placeholder={t`Type to search`}
    />
  );
}
