import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { CloseButton, Kbd, Skeleton, Text, TextInput, Title, VisuallyHidden } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { useRef } from "react";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import type { OfferedRequestType, RequestSummary } from "./portal-queries";
import { RequestLine } from "./request-line";
import { RequestTypeCard } from "./request-type-card";
import { useSettlingText } from "./settling-text";
import classes from "./portal.module.css";

interface Found {
  requestTypes: OfferedRequestType[];
  requests: RequestSummary[];
}

interface PortalSearchProps {
  /** What the results are for. */
  query: string;
  onQuery: (query: string) => void;
  found: Found | undefined;
  waiting: boolean;
}

/** One field over everything one can ask for and everything one has asked for; results follow the typing. */
export function PortalSearch({ query, onQuery, found, waiting }: PortalSearchProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useSettlingText(query, onQuery);
  const input = useRef<HTMLInputElement>(null);
  const results = useRef<HTMLDivElement>(null);
  const searching = query !== "";
  const count = searching && found ? found.requestTypes.length + found.requests.length : 0;

  useShortcuts([{ keys: "/", label: t`Search`, group: t`Portal`, run: () => input.current?.focus() }]);

  const links = () => [...(results.current?.querySelectorAll<HTMLAnchorElement>("a") ?? [])];

  function clear() {
    setTyped("");
    onQuery("");
    input.current?.focus();
  }

  function onInputKey(event: KeyboardEvent) {
    // While a Hangul syllable is being composed these keys belong to the composition.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      links()[0]?.focus();
    } else if (event.key === "Enter" && !waiting && typed.trim() === query) {
      links()[0]?.click();
    } else if (event.key === "Escape" && typed !== "") {
      clear();
    }
  }

  function onResultKey(event: KeyboardEvent) {
    const all = links();
    const position = all.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === "ArrowDown") {
      event.preventDefault();
      all[Math.min(position + 1, all.length - 1)]?.focus();
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      if (position <= 0) input.current?.focus();
      else all[position - 1]?.focus();
    } else if (event.key === "Escape") {
      clear();
    }
  }

  return (
    <search className={classes.search}>
      <TextInput
        ref={input}
        size="lg"
        radius="lg"
        type="text"
        inputMode="search"
        autoComplete="off"
        aria-label={t`Search for what you need, or for one of your requests`}
        placeholder={t`Search for what you need`}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onInputKey}
        leftSection={<IconSearch size={20} aria-hidden />}
        rightSection={
          typed === "" ? (
            <Kbd visibleFrom="sm" aria-hidden>
              /
            </Kbd>
          ) : (
            <CloseButton onClick={clear} aria-label={t`Clear the search`} />
          )
        }
      />
      <VisuallyHidden role="status">
        {searching && found && !waiting
          ? plural(count, { 0: "Nothing found", one: "One result", other: "# results" })
          : ""}
      </VisuallyHidden>
      {searching && (
        // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow keys move between its links, which work without them too
        <div ref={results} className={classes.results} onKeyDown={onResultKey} aria-busy={waiting}>
          {!found && <Skeleton h={64} radius="md" />}
          {found && found.requestTypes.length > 0 && (
            <section>
              <Title order={2} size="h4" className={classes.groupName}>
                <Trans>You can ask for</Trans>
              </Title>
              <ul className={classes.cards}>
                {found.requestTypes.map((requestType: OfferedRequestType) => (
                  <li key={requestType.id}>
                    <RequestTypeCard requestType={requestType} withDesk />
                  </li>
                ))}
              </ul>
            </section>
          )}
          {found && found.requests.length > 0 && (
            <section>
              <Title order={2} size="h4" className={classes.groupName}>
                <Trans>Your requests</Trans>
              </Title>
              <ul className={classes.lines}>
                {found.requests.map((request: RequestSummary) => (
                  <li key={request.key}>
                    <RequestLine request={request} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          {found && count === 0 && !waiting && (
            <Text ta="center" c="dimmed" py="md">
              <Trans>
                Nothing found for “{query}”. Try fewer or other words, or clear the search to see everything
                you can ask for.
              </Trans>
            </Text>
          )}
        </div>
      )}
    </search>
  );
}
