import { plural } from "@lingui/core/macro";
import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, CloseButton, Group, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconChevronDown, IconChevronUp, IconSearch, IconSearchOff } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import { useEffect, useRef, useState } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import { PageHeader } from "@/shared/layout/page-header";
import { PersonName } from "@/shared/person/person";
import { PriorityBadge } from "@/shared/ticket/priority-badge";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { TicketTypeMark } from "@/shared/ticket/ticket-type";
import type { StatusCategory, TicketType } from "@/shared/ticket/vocabulary";
import { statusCategories, ticketTypes } from "@/shared/ticket/vocabulary";
import { ticketQueries } from "../tickets";
import { Highlighted } from "./highlighted";
import { PeopleSection, usePeopleFound } from "./people-section";
import type { Age, Facets, FacetValue, Hit, Wish } from "./search";
import { ageNames, ages, searchQueries, sourceNames } from "./search";
import classes from "./search.module.css";

interface SearchPageProps {
  wish: Wish;
  onWish: (wish: Wish) => void;
}

/** Everything that is written on the tickets of one's desks: words, what narrows them down, the newest and best first. */
export function SearchPage({ wish, onWish }: SearchPageProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const list = useInfiniteQuery(searchQueries.tickets(wish));
  const people = usePeopleFound(wish.query ?? "");
  const someone = people !== undefined && people.people.length > 0;
  const narrow = useMediaQuery("(max-width: 62em)", false, { getInitialValueInEffect: false });
  const [unfolded, setUnfolded] = useState(false);
  const results = useRef<HTMLUListElement>(null);
  const searching = Boolean(wish.query);
  const first = searching ? list.data?.pages[0] : undefined;
  const hits = searching
    ? [
        ...new Map(
          list.data?.pages.flatMap(({ items }) => items).map((hit) => [hit.ticket.key, hit]),
        ).values(),
      ]
    : [];
  const narrowed = [wish.desk, wish.type, wish.category, wish.assignee, wish.age].filter(Boolean).length;
  const facets = hits.length > 0 || narrowed > 0 ? first?.facets : undefined;
  const total = first?.total ?? 0;
  const counted = formats.number(total);

  const links = () => [...(results.current?.querySelectorAll<HTMLAnchorElement>("a") ?? [])];
  const step = (by: number) => {
    const all = links();
    const at = all.indexOf(document.activeElement as HTMLAnchorElement);
    all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  };
  useShortcuts([
    { keys: "j", label: t`Next result`, group: t`Search`, run: () => step(1) },
    { keys: "k", label: t`Previous result`, group: t`Search`, run: () => step(-1) },
  ]);

  return (
    <>
      <PageHeader
        title={t`Search`}
        documentTitle={wish.query ? t`${wish.query} – Search` : undefined}
        description={
          <span aria-live="polite">
            {first &&
              (first.exact
                ? t`${plural(total, { one: "# ticket", other: "# tickets" })}`
                : t`More than ${counted} tickets; the newest are shown first`)}
          </span>
        }
      />
      <SearchField
        value={wish.query ?? ""}
        onSearch={(query) => onWish({ ...wish, query: query || undefined })}
        onDown={() => links()[0]?.focus()}
      />
      {!searching && <HowToSearch />}
      {searching && list.error && <LoadFailure failure={list.error} onRetry={() => void list.refetch()} />}
      {searching && !list.error && (
        <div className={classes.page}>
          {facets && (
            <div>
              {narrow && (
                <Button
                  variant="default"
                  size="xs"
                  aria-expanded={unfolded}
                  onClick={() => setUnfolded(!unfolded)}
                  rightSection={
                    unfolded ? (
                      <IconChevronUp size={15} aria-hidden />
                    ) : (
                      <IconChevronDown size={15} aria-hidden />
                    )
                  }
                >
                  {narrowed > 0 ? t`Narrowed down (${narrowed})` : t`Narrow down`}
                </Button>
              )}
              {(!narrow || unfolded) && <FacetList facets={facets} wish={wish} onWish={onWish} />}
            </div>
          )}
          <div style={{ gridColumn: narrow || facets ? undefined : "1 / -1" }}>
            {people && someone && <PeopleSection {...people} />}
            {!first && <TextSkeleton lines={8} />}
            {first && hits.length === 0 && someone && narrowed === 0 && (
              <Text c="dimmed" size="sm">
                <Trans>No ticket has all of these words.</Trans>
              </Text>
            )}
            {first && hits.length === 0 && !(someone && narrowed === 0) && (
              <EmptyState icon={<IconSearchOff size={26} />} title={t`Nothing found`}>
                {narrowed > 0 ? (
                  <Button
                    variant="default"
                    onClick={() => onWish({ query: wish.query })}
                  >{t`Search without narrowing down`}</Button>
                ) : (
                  <Trans>Try fewer or other words. All words must be on the ticket.</Trans>
                )}
              </EmptyState>
            )}
            <ul
              className={classes.hits}
              ref={results}
              aria-label={t`Tickets found`}
              aria-busy={list.isFetching}
            >
              {hits.map((hit) => (
                <HitLine key={hit.ticket.key} hit={hit} />
              ))}
            </ul>
            {list.hasNextPage && (
              <Button
                mt="md"
                variant="default"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage({ cancelRefetch: false })}
              >
                <Trans>Show more</Trans>
              </Button>
            )}
          </div>
        </div>
      )}
    </>
  );
}

const pause = 250;

function SearchField({
  value,
  onSearch,
  onDown,
}: {
  value: string;
  onSearch: (text: string) => void;
  onDown: () => void;
}) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [settled, setSettled] = useState(value);
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  // Back and forward, or a link, may change what the address says; what was typed here is known already.
  if (value !== settled && typed.trim() === settled) {
    setSettled(value);
    setTyped(value);
  }
  const wanted = typed.trim();
  useEffect(() => {
    if (wanted === settled) return;
    const timer = setTimeout(() => {
      setSettled(wanted);
      latest.current(wanted);
    }, pause);
    return () => clearTimeout(timer);
  }, [wanted, settled]);
  useShortcuts([{ keys: "/", label: t`Search`, group: t`Search`, run: () => input.current?.focus() }]);

  function onKey(event: KeyboardEvent) {
    // While a Hangul syllable is being composed these keys belong to the composition.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      onDown();
    } else if (event.key === "Enter" && wanted !== settled) {
      setSettled(wanted);
      latest.current(wanted);
    }
  }

  return (
    <TextInput
      ref={input}
      mb="md"
      size="md"
      maw={720}
      type="text"
      inputMode="search"
      autoComplete="off"
      autoFocus={value === ""}
      maxLength={1000}
      aria-label={t`Words, a key or "an exact phrase"`}
      placeholder={t`Words, a key or "an exact phrase"`}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={onKey}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={
        typed === "" ? undefined : (
          <CloseButton
            aria-label={t`Clear the search`}
            onClick={() => {
              setTyped("");
              input.current?.focus();
            }}
          />
        )
      }
    />
  );
}

function HowToSearch() {
  return (
    <Text c="dimmed" size="sm" component="ul" pl="md">
      <li>
        <Trans>
          All words must be on the ticket: in its summary, description, comments, answers or files.
        </Trans>
      </li>
      <li>
        <Trans>
          <code>"mail server"</code> finds the words as they stand, <code>-printer</code> leaves tickets out,{" "}
          <code>monitor OR screen</code> finds either, <code>print*</code> whatever begins so.
        </Trans>
      </li>
    </Text>
  );
}

function HitLine({ hit: { ticket, summary, excerpt } }: { hit: Hit }) {
  const { i18n } = useCatalogue();
  const client = useQueryClient();
  return (
    <li className={classes.hit}>
      <div className={classes.head}>
        <TicketTypeMark type={ticket.type} />
        <span className={classes.key}>{ticket.key}</span>
        <StatusBadge name={ticket.status.name} category={ticket.status.category} />
        <PriorityBadge priority={ticket.priority} compact />
        <Text size="xs" c="dimmed" component="span" ml="auto">
          <RelativeTime instant={ticket.updatedAt} />
        </Text>
      </div>
      <Link
        to="/tickets/$key"
        params={{ key: ticket.key }}
        className={classes.title}
        onFocus={() => void client.prefetchQuery(ticketQueries.detail(ticket.key))}
      >
        <Highlighted pieces={summary} />
      </Link>
      {excerpt && (
        <p className={classes.excerpt}>
          <span className={excerpt.source === "internal_note" ? classes.note : undefined}>
            {i18n._(sourceNames[excerpt.source])}
            {excerpt.fileName && ` ${excerpt.fileName}`}
          </span>
          {": "}
          <Highlighted pieces={excerpt.text} />
        </p>
      )}
      <Group gap="xs" mt={4}>
        <Text size="xs" c="dimmed" component="span">
          <PersonName person={ticket.assignee ?? ticket.reporter} size={18} />
        </Text>
        {ticket.requestTypeName && (
          <Text size="xs" c="dimmed" component="span">
            {ticket.requestTypeName}
          </Text>
        )}
      </Group>
    </li>
  );
}

function FacetList({ facets, wish, onWish }: { facets: Facets; wish: Wish; onWish: (wish: Wish) => void }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const choose = (name: "desk" | "type" | "category" | "assignee") => (key: string) => {
    const chosen = wish[name]?.split(",") ?? [];
    const next = chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key];
    onWish({ ...wish, [name]: next.length > 0 ? next.join(",") : undefined });
  };
  const chosenOf = (chosen: string | undefined) => new Set(chosen?.split(","));
  return (
    <div className={classes.facets} role="group" aria-label={t`Narrow down`}>
      <Facet
        name={t`Desk`}
        values={facets.desks}
        chosen={chosenOf(wish.desk)}
        nameOf={({ key, name }) => name ?? key}
        onChoose={choose("desk")}
      />
      <Facet
        name={t`Status`}
        values={facets.categories}
        chosen={chosenOf(wish.category)}
        nameOf={({ key }) => i18n._(statusCategories[key as StatusCategory])}
        onChoose={choose("category")}
      />
      <Facet
        name={t`Type`}
        values={facets.types}
        chosen={chosenOf(wish.type)}
        nameOf={({ key }) => i18n._(ticketTypes[key as TicketType].label)}
        onChoose={choose("type")}
      />
      <Facet
        name={t`Assignee`}
        values={facets.assignees}
        chosen={chosenOf(wish.assignee)}
        nameOf={({ name }) => name ?? t`Nobody`}
        onChoose={choose("assignee")}
      />
      <Facet
        name={t`Updated`}
        values={facets.ages}
        chosen={chosenOf(wish.age)}
        nameOf={({ key }) => i18n._(ageNames[key as Age])}
        onChoose={(key) =>
          onWish({ ...wish, age: key === wish.age ? undefined : ages.find((age) => age === key) })
        }
      />
    </div>
  );
}

interface FacetProps {
  name: string;
  values: readonly FacetValue[];
  chosen: ReadonlySet<string>;
  nameOf: (value: FacetValue) => string;
  onChoose: (key: string) => void;
}

function Facet({ name, values, chosen, nameOf, onChoose }: FacetProps) {
  const formats = useFormats();
  if (values.length === 0) return null;
  return (
    <fieldset className={classes.facet}>
      <legend className={classes.facetName}>{name}</legend>
      {values.map((value) => (
        <UnstyledButton
          key={value.key}
          className={classes.value}
          aria-pressed={chosen.has(value.key)}
          onClick={() => onChoose(value.key)}
        >
          <span className={classes.valueName}>{nameOf(value)}</span>{" "}
          <span className={classes.count}>{formats.number(value.count)}</span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
