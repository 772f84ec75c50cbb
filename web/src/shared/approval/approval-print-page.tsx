import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Text, Title } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api } from "../api/client";
import { FieldAnswer } from "../field/field-answer";
import { ExactTime } from "../i18n/time";
import { RichText } from "../text/rich-text";
import { ApprovalLine } from "./approval-line";
import classes from "./approval-print-page.module.css";
import { approvalQueries } from "./approvals";

/** A request with its line of approval on a sheet of paper. */
export function ApprovalPrintPage({ ticketKey }: { ticketKey: string }) {
  const { t } = useLingui();
  const { data: request } = useSuspenseQuery({
    queryKey: ["requests", "print", ticketKey],
    queryFn: () => answer(api.GET("/api/requests/{key}", { params: { path: { key: ticketKey } } })),
  });
  const { data: approvals } = useSuspenseQuery(approvalQueries.ofTicket(ticketKey));
  const [round] = approvals.rounds;
  useEffect(() => {
    document.title = `${request.key} ${request.summary}`;
  }, [request]);
  const said =
    round?.steps
      .flatMap(({ votes }) => votes)
      .filter(({ comment, decision }) => decision && comment !== "") ?? [];
  return (
    <main className={classes.sheet}>
      <Group justify="flex-end" className={classes.screen}>
        <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
          <Trans>Print</Trans>
        </Button>
      </Group>
      <Title order={1} size="h2" ta="center" mb="md">
        {request.summary}
      </Title>
      {round && (
        <div className={classes.line}>
          <ApprovalLine round={round} />
        </div>
      )}
      <table className={classes.facts}>
        <tbody>
          <Row label={t`Number`}>{request.key}</Row>
          <Row label={t`Kind of request`}>{request.requestTypeName ?? request.deskName}</Row>
          <Row label={t({ message: "Drafted by", context: "line of approval" })}>
            {request.reporter.displayName}
          </Row>
          <Row label={t({ message: "Drafted at", context: "line of approval" })}>
            <ExactTime instant={request.createdAt} />
          </Row>
          {request.answers
            .filter(({ display, type }) => display !== "" && type !== "rich_text")
            .map((given) => (
              <Row key={given.key} label={given.label}>
                <FieldAnswer
                  type={given.type}
                  value={given.value}
                  display={given.display}
                  table={given.table}
                />
              </Row>
            ))}
        </tbody>
      </table>
      {request.descriptionHtml !== "" && <RichText html={request.descriptionHtml} />}
      {said.length > 0 && (
        <section>
          <Title order={2} size="h4" mt="md">
            <Trans>Comments of the approvers</Trans>
          </Title>
          {said.map((vote) => (
            <Text key={vote.id} mt={4} style={{ whiteSpace: "pre-line" }}>
              <strong>{(vote.decidedBy ?? vote.person).displayName}</strong>: {vote.comment}
            </Text>
          ))}
        </section>
      )}
    </main>
  );
}

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{children}</td>
    </tr>
  );
}
