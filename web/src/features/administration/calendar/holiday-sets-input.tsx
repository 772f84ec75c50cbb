import { useLingui } from "@lingui/react/macro";
import type { ComboboxItem } from "@mantine/core";
import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { holidaySetQueries } from "./queries";

interface HolidaySetsInputProps {
  deskKey: string | null;
  value: readonly string[];
  onChange: (keys: string[]) => void;
  readOnly: boolean;
}

/** The holidays on which a calendar is closed: of countries and regions, found by name, and those read from iCalendar. */
export function HolidaySetsInput({ deskKey, value, onChange, readOnly }: HolidaySetsInputProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed.trim(), 200);
  const named = useQuery(holidaySetQueries.named(deskKey, value));
  const found = useQuery(holidaySetQueries.found(deskKey, query));
  const names = new Map([...(named.data ?? []), ...(found.data ?? [])].map(({ key, name }) => [key, name]));
  return (
    <MultiSelect
      label={t`Closed on the holidays of`}
      description={t`Type a country or a region, in Korean or English. Holidays read from iCalendar stand in the list without typing.`}
      value={[...value]}
      data={[...new Set([...value, ...(found.data ?? []).map(({ key }) => key)])].map((key) => ({
        value: key,
        label: names.get(key) ?? key,
      }))}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={onChange}
      hidePickedOptions
      readOnly={readOnly}
      maxValues={20}
      nothingFoundMessage={query === "" ? t`Type to search` : t`Nothing found`}
      // The server has searched; whatever it found is shown.
      filter={({ options }) => options as ComboboxItem[]}
      clearButtonProps={{ "aria-label": t`Clear` }}
      placeholder={value.length > 0 ? undefined : t`Type to search`}
    />
  );
}
