import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Anchor, Badge, Button, Code, Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { MantineSpacing } from "@mantine/core";
import { IconAlertTriangle, IconPrinter } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useId, useState } from "react";
import { answer, api } from "../api/client";
import { confirm } from "../feedback/confirm";
import { Dialog } from "../feedback/dialog";
import { LoadFailure } from "../feedback/load-failure";
import { TextSkeleton } from "../feedback/skeletons";
import { toast } from "../feedback/toast";
import { useFormats } from "../i18n/formats";
import { useLiveQueries } from "../live/live";
import type { PersonRef } from "../person/person";
import { useSession } from "../session/session";
import { ApprovalLine } from "./approval-line";
import classes from "./approval-panel.module.css";
import type { Decision, Round, Step, Vote } from "./approvals";
import { approvalQueries, rememberApprovals } from "./approvals";
import { DecideForm } from "./decide-form";
import { PeopleField } from "./people-field";
import { kinds, roundColors, roundStates, stamps } from "./words";

const LineComposer = lazy(() => import("./line-composer"));

interface ApprovalPanelProps {
  ticketKey: string;
  deskKey: string;
  /** Space below it. */
  mb?: MantineSpacing;
}

/** What has been and is decided on a ticket; nothing where nobody decides. */
export default function ApprovalPanel({ ticketKey, deskKey, mb }: ApprovalPanelProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const heading = useId();
  const client = useQueryClient();
  const { data: approvals, error, refetch } = useQuery(approvalQueries.ofTicket(ticketKey));
  const me = useSession().person.id;
  const [changing, setChanging] = useState<Step | null>(null);
  const [earlier, setEarlier] = useState(false);
  useLiveQueries(({ key }) => (key === ticketKey ? [approvalQueries.ofTicket(ticketKey).queryKey] : []));

  if (error && !approvals) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!approvals) return null;
  const [round, ...rounds] = approvals.rounds;
  if (!round && !approvals.may.ask) return null;
  const mine = round?.state === "running" ? votesOf(round).filter(({ vote }) => vote.mine) : [];

  async function decide(vote: Vote, decision: Decision, comment: string) {
    const after = await answer(
      api.POST("/api/approvals/{id}/decision", {
        params: { path: { id: vote.id } },
        body: { decision, comment: comment || undefined },
      }),
    );
    rememberApprovals(client, ticketKey, after);
    toast.done(decision === "approved" ? t`Your approval is recorded.` : t`Your decision is recorded.`);
  }

  async function ask() {
    try {
      rememberApprovals(
        client,
        ticketKey,
        await answer(api.POST("/api/tickets/{key}/approvals", { params: { path: { key: ticketKey } } })),
      );
    } catch (failure) {
      toast.failed(failure);
    }
  }

  async function withdraw() {
    const sure = await confirm({
      title: t`Withdraw the approval?`,
      body: t`Nobody decides any more. What was decided so far stays to be read; asking again begins anew.`,
      confirm: t`Withdraw`,
    });
    if (!sure) return;
    try {
      rememberApprovals(
        client,
        ticketKey,
        await answer(
          api.POST("/api/tickets/{key}/approvals/withdrawal", {
            params: { path: { key: ticketKey } },
            body: {},
          }),
        ),
      );
    } catch (failure) {
      toast.failed(failure);
    }
  }

  return (
    <Paper component="section" mb={mb} className={classes.panel} aria-labelledby={heading}>
      <div className={classes.head}>
        <Group gap="xs">
          <Title order={2} id={heading} size="h4">
            {t({ message: "Approval", context: "heading" })}
          </Title>
          {round && (
            <Badge variant="light" color={roundColors[round.state]}>
              {i18n._(roundStates[round.state])}
            </Badge>
          )}
        </Group>
        {round && round.steps.length > 0 && (
          <Anchor
            component={Link}
            to="/approvals/$key/print"
            params={{ key: ticketKey } as never}
            size="sm"
            className={classes.noprint}
          >
            <Group gap={4} component="span">
              <IconPrinter size={15} aria-hidden />
              <Trans>Print</Trans>
            </Group>
          </Anchor>
        )}
      </div>
      {round && (
        <>
          {round.hindrances.length > 0 && (
            <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />}>
              <Trans>It is decided, but the ticket could not be moved on:</Trans> {round.hindrances.join(" ")}
            </Alert>
          )}
          {round.steps.some(({ unattended }) => unattended) && (
            <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />}>
              <Trans>
                Nobody is left who could decide the present step. Somebody who administers approvals must name
                an approver.
              </Trans>
            </Alert>
          )}
          {round.steps.length > 0 && (
            <>
              <Progress round={round} />
              <ApprovalLine round={round} />
            </>
          )}
          {mine.map(({ step, vote }) => (
            <Stack key={vote.id} gap={6}>
              <Text size="sm" fw={600}>
                {vote.person.id === me
                  ? t`It is your turn to decide`
                  : t`You decide in place of ${vote.person.displayName}`}
              </Text>
              <DecideForm
                kind={step.kind}
                comment={step.comment}
                onDecide={(decision, comment) => decide(vote, decision, comment)}
              />
            </Stack>
          ))}
          {round.state === "composing" &&
            (approvals.may.compose ? (
              <Suspense fallback={<TextSkeleton />}>
                <LineComposer ticketKey={ticketKey} deskKey={deskKey} fixedSteps={round.fixedSteps} />
              </Suspense>
            ) : (
              <Text c="dimmed" size="sm">
                <Trans>The reporter chooses who decides.</Trans>
              </Text>
            ))}
          <Comments round={round} />
        </>
      )}
      {!round && (
        <Text c="dimmed" size="sm">
          <Trans>An approval is needed here and has not been asked for.</Trans>
        </Text>
      )}
      <Group gap="xs" className={classes.noprint}>
        {approvals.may.ask && (
          <Button size="xs" onClick={() => void ask()}>
            {round ? t`Ask again` : t`Ask for approval`}
          </Button>
        )}
        {approvals.may.changeApprovers &&
          round?.steps
            .filter(({ state }) => state === "open" || state === "pending")
            .map((step) => (
              <Button key={step.id} size="xs" variant="default" onClick={() => setChanging(step)}>
                {t`Change approvers: ${round.steps.indexOf(step) + 1}. ${step.name || i18n._(kinds[step.kind])}`}
              </Button>
            ))}
        {approvals.may.withdraw && (
          <Button size="xs" variant="default" onClick={() => void withdraw()}>
            <Trans>Withdraw</Trans>
          </Button>
        )}
        {rounds.length > 0 && (
          <Button size="xs" variant="subtle" aria-expanded={earlier} onClick={() => setEarlier(!earlier)}>
            {earlier ? t`Hide earlier rounds` : t`Earlier rounds (${rounds.length})`}
          </Button>
        )}
      </Group>
      {earlier &&
        rounds.map((past) => (
          <Stack key={past.id} gap={8}>
            <Text size="sm" fw={600}>
              {t`Round ${past.number}`} · {i18n._(roundStates[past.state])}
            </Text>
            <ApprovalLine round={past} />
            <Comments round={past} />
          </Stack>
        ))}
      <Dialog opened={changing !== null} onClose={() => setChanging(null)} title={t`Who decides`}>
        {changing && (
          <ChangeApprovers ticketKey={ticketKey} step={changing} onClose={() => setChanging(null)} />
        )}
      </Dialog>
    </Paper>
  );
}

function votesOf(round: Round): { step: Step; vote: Vote }[] {
  return round.steps.flatMap((step) => step.votes.map((vote) => ({ step, vote })));
}

/** Where it stands, in a sentence. */
function Progress({ round }: { round: Round }) {
  const { t } = useLingui();
  const open = round.steps.findIndex(({ state }) => state === "open");
  const step = round.steps[open];
  if (!step) return null;
  const names = step.votes
    .filter(({ waiting }) => waiting)
    .map(({ person, substitutes }) =>
      substitutes.length > 0
        ? `${person.displayName} (${substitutes.map(({ displayName }) => displayName).join(", ")})`
        : person.displayName,
    )
    .join(", ");
  const position = open + 1;
  const total = round.steps.length;
  if (names === "") return null;
  return <Text size="sm">{t`Step ${position} of ${total}: waiting for ${names}`}</Text>;
}

/** What was said with the decisions. */
function Comments({ round }: { round: Round }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const formats = useFormats();
  const said = votesOf(round).filter(({ vote }) => vote.decision && vote.comment !== "");
  if (said.length === 0) return null;
  return (
    <ul className={classes.comments} aria-label={t`Comments of the approvers`}>
      {said.map(({ step, vote }) => (
        <li key={vote.id}>
          <Text size="xs" c="dimmed">
            {(vote.decidedBy ?? vote.person).displayName} ·{" "}
            {vote.decision && i18n._(stamps[step.kind][vote.decision])} ·{" "}
            {vote.decidedAt && formats.shortDateTime(vote.decidedAt)}
          </Text>
          {vote.comment}
        </li>
      ))}
    </ul>
  );
}

function ChangeApprovers({
  ticketKey,
  step,
  onClose,
}: {
  ticketKey: string;
  step: Step;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [people, setPeople] = useState<PersonRef[]>(() => step.votes.map(({ person }) => person));
  const [link, setLink] = useState<{ name: string; url: string } | null>(null);
  const decided = step.votes.filter(({ decision }) => decision).map(({ person }) => person.id);

  async function change() {
    try {
      rememberApprovals(
        client,
        ticketKey,
        await answer(
          api.PUT("/api/tickets/{key}/approvals/steps/{stepId}/approvers", {
            params: { path: { key: ticketKey, stepId: step.id } },
            body: { personIds: people.map(({ id }) => id) },
          }),
        ),
      );
      onClose();
    } catch (failure) {
      toast.failed(failure);
    }
  }

  async function makeLink(vote: Vote) {
    try {
      const made = await answer(api.POST("/api/approvals/{id}/link", { params: { path: { id: vote.id } } }));
      setLink({ name: vote.person.displayName, url: made.url });
    } catch (failure) {
      toast.failed(failure);
    }
  }

  return (
    <Stack>
      <PeopleField
        label={t`Approvers of this step`}
        description={t`Who has decided stays. The change is recorded in the ticket's history.`}
        value={people}
        onChange={setPeople}
        fixed={decided}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button onClick={() => void change()} disabled={people.length === 0}>
          <Trans>Change the approvers</Trans>
        </Button>
      </Group>
      {step.votes.some(({ waiting }) => waiting) && (
        <Stack gap={6}>
          <Text size="sm" c="dimmed">
            <Trans>
              A link lets its holder decide once, without signing in. Hand it to the approver alone; making it
              is recorded.
            </Trans>
          </Text>
          <Group gap="xs">
            {step.votes
              .filter(({ waiting }) => waiting)
              .map((vote) => (
                <Button key={vote.id} size="xs" variant="default" onClick={() => void makeLink(vote)}>
                  {t`Make a link for ${vote.person.displayName}`}
                </Button>
              ))}
          </Group>
          {link && (
            <div role="status">
              <Text size="sm">{t`Link for ${link.name}, valid for seven days:`}</Text>
              <Code block data-testid="approval-link">
                {link.url}
              </Code>
            </div>
          )}
        </Stack>
      )}
    </Stack>
  );
}
