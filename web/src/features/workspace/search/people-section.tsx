import { Trans, useLingui } from "@lingui/react/macro";
import { Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { findPeople } from "@/shared/person/directory";
import type { PersonRef } from "@/shared/person/person";
import { PersonName } from "@/shared/person/person";
import { maybeName, meantBy, ticketsOf } from "./people-found";
import classes from "./search.module.css";

/** Who is meant when what is looked for is a name, with the ways to the tickets of each. */
export function usePeopleFound(query: string) {
  const { data } = useQuery({
    queryKey: ["people", "search", query],
    queryFn: () => findPeople(query),
    enabled: maybeName(query),
    placeholderData: keepPreviousData,
    select: (found) => meantBy(query, found),
  });
  return maybeName(query) ? data : undefined;
}

export function PeopleSection({ people, nearly }: { people: readonly PersonRef[]; nearly: boolean }) {
  const { t } = useLingui();
  const heading = nearly ? t`People with a similar name` : t`People`;
  return (
    <section className={classes.people} aria-label={heading}>
      <h2 className={classes.facetName}>{heading}</h2>
      <ul className={classes.hits}>
        {people.map((person) => (
          <PersonLine key={person.id} person={person} />
        ))}
      </ul>
    </section>
  );
}

function PersonLine({ person }: { person: PersonRef }) {
  const { t } = useLingui();
  const name = person.displayName;
  const ways = [
    { field: "customer", label: <Trans>Requested</Trans>, title: t`Tickets requested by ${name}` },
    { field: "assignee", label: <Trans>Assigned</Trans>, title: t`Tickets assigned to ${name}` },
    {
      field: "participants",
      label: <Trans>Taking part</Trans>,
      title: t`Tickets ${name} is taking part in`,
    },
  ] as const;
  return (
    <li className={classes.person}>
      <span className={classes.personName}>
        <PersonName person={person} size={24} />
        {person.email && (
          <Text size="xs" c="dimmed" component="span" truncate>
            {person.email}
          </Text>
        )}
      </span>
      <span className={classes.ways}>
        {ways.map(({ field, label, title }) => (
          <Link
            key={field}
            to="/tickets"
            search={{ query: ticketsOf(field, person) }}
            aria-label={title}
            title={title}
          >
            {label}
          </Link>
        ))}
      </span>
    </li>
  );
}
