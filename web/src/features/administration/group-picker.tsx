import { useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { groupQueries } from "./queries";

interface GroupPickerProps {
  label: string;
  value: number | null;
  onChange: (id: number | null) => void;
  error?: React.ReactNode;
}

/** Chooses one group by name. */
export function GroupPicker({ label, value, onChange, error }: GroupPickerProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const [query] = useDebouncedValue(typed === chosen?.label ? "" : typed.trim(), 200);
  const { data, isFetching } = useInfiniteQuery(groupQueries.list(query || undefined));
  const found = (data?.pages ?? []).flatMap(({ items }) =>
    items.map(({ id, name }) => ({ value: String(id), label: name })),
  );
  const known = chosen && !found.some((group) => group.value === chosen.value) ? [chosen] : [];
  return (
    <Select
      label={label}
      data={[...known, ...found]}
      value={value === null ? null : String(value)}
      onChange={(id, group) => {
        setChosen(group ?? null);
        onChange(id === null ? null : Number(id));
      }}
      searchable
      onSearchChange={setTyped}
      filter={({ options }) => options}
      clearable
      clearButtonProps={{ "aria-label": t`Clear` }}
      placeholder={t`Search groups`}
      nothingFoundMessage={isFetching ? t`Searching…` : t`No group found`}
      error={error}
    />
  );
}
