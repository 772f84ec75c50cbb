import { useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { findPeople } from "./directory";
import type { PersonRef } from "./person";
import { PersonAvatar } from "./person";

interface PersonPickerProps {
  id?: string;
  /** Only read out; a visible label stands outside unless `visibleLabel` is set. */
  label: string;
  visibleLabel?: boolean;
  value: number | null;
  onChange: (id: number | null, person: PersonRef | null) => void;
  /** The person chosen now, so that the name shows before any search. */
  known?: PersonRef | null;
  placeholder?: string;
  disabled?: boolean;
  error?: React.ReactNode;
  clearable?: boolean;
  autoFocus?: boolean;
  describedBy?: string;
  /** Finds people; the directory by default. */
  search?: (query: string) => Promise<PersonRef[]>;
  /** Names the circle that `search` looks in, so that its answers are not mixed up with another's. */
  circle?: string;
}

/** Chooses one person by name or address. */
export function PersonPicker({
  id,
  label,
  visibleLabel = false,
  value,
  onChange,
  known,
  placeholder,
  disabled,
  error,
  clearable = true,
  autoFocus,
  describedBy,
  search = findPeople,
  circle = search === findPeople ? "directory" : search.name,
}: PersonPickerProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed.trim(), 200);
  const [chosen, setChosen] = useState<PersonRef | null>(null);
  const [opened, setOpened] = useState(false);
  const { data: found = [], isFetching } = useQuery({
    queryKey: ["people", "picker", circle, query],
    enabled: opened,
    queryFn: () => search(query),
    placeholderData: keepPreviousData,
  });
  const current = [known, chosen].find((person) => person?.id === value);
  const people = [
    ...new Map([...(current ? [current] : []), ...found].map((person) => [person.id, person])).values(),
  ];

  return (
    <Select
      id={id}
      label={visibleLabel ? label : undefined}
      aria-label={visibleLabel ? undefined : label}
      aria-describedby={describedBy}
      data={people.map(({ id: person, displayName }) => ({ value: String(person), label: displayName }))}
      value={value === null ? null : String(value)}
      onChange={(next) => {
        const person = people.find(({ id: candidate }) => String(candidate) === next) ?? null;
        setChosen(person);
        onChange(person?.id ?? null, person);
      }}
      searchable
      searchValue={opened ? typed : undefined}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      filter={({ options }) => options}
      clearable={clearable}
      clearButtonProps={{ "aria-label": t`Clear` }}
      placeholder={placeholder ?? t`Search by name or email`}
      nothingFoundMessage={isFetching ? t`Searching…` : t`Nobody found`}
      disabled={disabled}
      error={error}
      autoFocus={autoFocus}
      data-autofocus={autoFocus}
      renderOption={({ option }) => {
        const person = people.find(({ id: candidate }) => String(candidate) === option.value);
        return (
          <span style={{ display: "flex", alignItems: "center", gap: 8, minWidth: 0 }}>
            {person && <PersonAvatar person={person} />}
            <span style={{ minWidth: 0 }}>
              <span>{option.label}</span>
              {person?.email && (
                <span style={{ display: "block", fontSize: "0.75rem", color: "var(--mantine-color-dimmed)" }}>
                  {person.email}
                </span>
              )}
            </span>
          </span>
        );
      }}
    />
  );
}
