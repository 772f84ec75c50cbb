import { useLingui } from "@lingui/react/macro";
import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { portalQueries } from "./portal-queries";
import { RequestLine } from "./request-line";
import classes from "./portal.module.css";

/** Requests of one's own that tell of the same as the one being written: perhaps it is under way already. */
export function SimilarRequests({ summary }: { summary: string }) {
  const { t } = useLingui();
  const [settled] = useDebouncedValue(summary.trim(), 500);
  const { data: similar = [] } = useQuery(portalQueries.similar(settled));
  if (similar.length === 0 || settled.length <= 3) return null;
  return (
    <section aria-label={t`You have asked for something similar`}>
      <Text fw={600} size="sm" mb={4}>
        {t`You have asked for something similar`}
      </Text>
      <ul className={classes.lines}>
        {similar.map((request) => (
          <li key={request.key}>
            <RequestLine request={request} />
          </li>
        ))}
      </ul>
    </section>
  );
}
