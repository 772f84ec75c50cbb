import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { useShortcuts } from "@/shared/keyboard/shortcuts";

interface SearchInputProps {
  label: string;
  value: string;
  onSearch: (text: string) => void;
}

/** Narrows the list of a page while somebody types; `/` leads to it. */
export function SearchInput({ label, value, onSearch }: SearchInputProps) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const search = useDebouncedCallback((text: string) => onSearch(text.trim()), 250);
  useShortcuts([{ keys: "/", label, group: t`Lists`, run: () => input.current?.focus() }]);
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      maxLength={200}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      flex="1 1 220px"
      maw={420}
    />
  );
}
