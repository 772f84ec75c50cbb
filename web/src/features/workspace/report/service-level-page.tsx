import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Select, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { IconClockCheck, IconDownload, IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { lazy, Suspense } from "react";
import type { Schemas } from "@/shared/api/client";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { useFormats } from "@/shared/i18n/formats";
import { wallTime } from "@/shared/i18n/time-zone";
import { PageHeader } from "@/shared/layout/page-header";
import { useWorkedDesks } from "../desks";
import { csvOf, save } from "./csv";
import type { PeriodName } from "./periods";
import { nameOf, periodOf, periods } from "./periods";
import type { Division, ServiceLevelReport, ServiceLevelRow, WaitingRow, Wish } from "./queries";
import { divisions, reportQueries } from "./queries";
import classes from "./report.module.css";

const DateField = lazy(() => import("@/shared/field/date-field"));
const Charts = lazy(() => import("./charts"));

type Figure = Schemas["ReportFigure"];

interface ServiceLevelPageProps {
  wish: Wish;
  onWish: (wish: Wish) => void;
}

/** Whether promises were kept: charts, the same as a table, and each figure as the tickets behind it. */
export function ServiceLevelPage({ wish, onWish }: ServiceLevelPageProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const words = useDivisionWords();
  const outcomes = useQuery(reportQueries.outcomes(wish));
  const waiting = useQuery({ ...reportQueries.waiting(wish), enabled: wish.by !== "policy" });
  const desk = useWorkedDesks().find(({ key }) => key === wish.desk);
  const report = outcomes.data;
  const rowName = useRowName(report);

  function saveTable() {
    if (!report) return;
    const minutes = (time?: number | null) => (time == null ? null : Math.round(time / 60_000));
    save(
      csvOf([
        [
          words[report.by as Division],
          t`Completed`,
          t`Met`,
          t`Missed`,
          t`Met, share`,
          t`Overdue now`,
          t`Median, minutes`,
          t`90th percentile, minutes`,
          t`Mean, minutes`,
          t`Query`,
        ],
        ...[...report.rows, ...(report.total ? [report.total] : [])].map((row) => [
          row === report.total ? t`Whole period` : rowName(row),
          row.completed.tickets,
          row.met.tickets,
          row.missed.tickets,
          shareOf(row),
          row.overdue?.tickets,
          minutes(row.median),
          minutes(row.ninetieth),
          minutes(row.mean),
          row.completed.query,
        ]),
      ]),
      `${t`service-levels`}-${report.from}-${report.to}.csv`,
    );
  }

  const measured = report && (report.rows.some(isMeasured) || (report.total && isMeasured(report.total)));
  return (
    <div className={classes.report} aria-busy={outcomes.isPlaceholderData}>
      <PageHeader
        title={t`Service levels`}
        description={
          report && (
            <>
              {[report.policy ?? t`All policies`, desk?.name].filter(Boolean).join(" · ")} ·{" "}
              {formats.date(report.from)} – {formats.date(report.to)}
            </>
          )
        }
        actions={
          <Group gap="sm" className={classes.onScreen}>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              disabled={!measured}
              onClick={saveTable}
            >
              <Trans>Table as CSV</Trans>
            </Button>
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => window.print()}
            >
              <Trans>Print</Trans>
            </Button>
          </Group>
        }
      />
      <Filter wish={wish} onWish={onWish} report={report} />
      {outcomes.error ? (
        <LoadFailure failure={outcomes.error} onRetry={() => void outcomes.refetch()} />
      ) : !report ? (
        <Stack gap="md" mt="lg" aria-hidden>
          <Skeleton h={86} />
          <Skeleton h={260} />
          <Skeleton h={220} />
        </Stack>
      ) : report.policies.length === 0 ? (
        <EmptyState icon={<IconClockCheck size={26} />} title={t`Nothing is promised yet`}>
          <Trans>
            A manager of a desk puts a service level policy in force; whether it is kept is then told here.
          </Trans>
        </EmptyState>
      ) : !measured ? (
        <EmptyState icon={<IconClockCheck size={26} />} title={t`Nothing was completed in this period`}>
          <Trans>A ticket counts on the day on which its clock stopped. Choose a longer period.</Trans>
        </EmptyState>
      ) : (
        <>
          {report.total && <Sums total={report.total} />}
          <Suspense fallback={<Skeleton h={280} my="lg" />}>
            <Charts
              report={report}
              nameOf={rowName}
              waiting={wish.by === "policy" ? undefined : waiting.data?.rows}
            />
          </Suspense>
          <Outcomes report={report} nameOf={rowName} title={words[report.by as Division]} />
          {wish.by !== "policy" && <Waiting rows={waiting.data?.rows} failure={waiting.error} />}
          <Notes byGoal={report.by === "goal"} />
        </>
      )}
    </div>
  );
}

// ---------------------------------------------------------------------------------------------------------- the filter

function Filter({ wish, onWish, report }: ServiceLevelPageProps & { report?: ServiceLevelReport }) {
  const { t } = useLingui();
  const { timeZone } = useFormats();
  const desks = useWorkedDesks();
  const words = useDivisionWords();
  const today = wallTime(new Date(), timeZone).slice(0, 10);
  const from = wish.from ?? report?.from ?? null;
  const to = wish.to ?? report?.to ?? null;
  const named = from && to ? nameOf({ from, to }, today) : null;
  const periodWords: Record<PeriodName, string> = {
    "this-month": t`This month`,
    "last-month": t`Last month`,
    "three-months": t`Three months`,
    "twelve-months": t`Twelve months`,
    "three-years": t`Three years`,
  };
  const by = wish.by ?? "month";
  return (
    <div className={classes.filter} role="search" aria-label={t`What the report is about`}>
      <Select
        label={t`Desk`}
        data={[
          { value: "", label: t`All desks` },
          ...desks.map(({ key, name }) => ({ value: key, label: name })),
        ]}
        value={wish.desk ?? ""}
        onChange={(desk) => onWish({ ...wish, desk: desk || undefined })}
        allowDeselect={false}
        searchable={desks.length > 8}
      />
      <Select
        label={t`Policy`}
        data={report?.policies ?? []}
        value={by === "policy" ? null : (report?.policy ?? wish.policy ?? null)}
        placeholder={by === "policy" ? t`All policies` : undefined}
        onChange={(policy) =>
          onWish({ ...wish, policy: policy ?? undefined, by: by === "policy" ? undefined : wish.by })
        }
        allowDeselect={false}
      />
      <Select
        label={t`Period`}
        data={[
          ...periods.map((name) => ({ value: name, label: periodWords[name] })),
          ...(named === null && from ? [{ value: "other", label: t`Chosen days` }] : []),
        ]}
        value={named ?? (from ? "other" : null)}
        onChange={(name) => {
          if (name && name !== "other") onWish({ ...wish, ...periodOf(name as PeriodName, today) });
        }}
        allowDeselect={false}
      />
      <Suspense fallback={null}>
        <DateField
          id="report-from"
          label={t`From`}
          required
          latest={to}
          value={from}
          onChange={(day) => onWish({ ...wish, from: day ?? undefined, to: to ?? undefined })}
        />
        <DateField
          id="report-to"
          label={t`To`}
          required
          earliest={from}
          value={to}
          onChange={(day) => onWish({ ...wish, from: from ?? undefined, to: day ?? undefined })}
        />
      </Suspense>
      <Select
        label={t`By`}
        data={divisions.map((each) => ({ value: each, label: words[each] }))}
        value={by}
        onChange={(division) => onWish({ ...wish, by: division as Division })}
        allowDeselect={false}
      />
    </div>
  );
}

function useDivisionWords(): Record<Division, string> {
  const { t } = useLingui();
  return {
    month: t`Month`,
    policy: t`Policy`,
    goal: t`Goal`,
    priority: t`Priority`,
    desk: t`Desk`,
    assignee: t`Assignee`,
    type: t`Type`,
  };
}

/** Months come as `2026-11`; all else in words. */
function useRowName(report: ServiceLevelReport | undefined): (row: ServiceLevelRow) => string {
  const { language } = useFormats();
  return ({ label }) =>
    report?.by === "month"
      ? new Intl.DateTimeFormat(language, { year: "numeric", month: "short", timeZone: "UTC" }).format(
          new Date(`${label}-01T00:00:00Z`),
        )
      : label;
}

// ----------------------------------------------------------------------------------------------------------- the figures

function isMeasured(row: ServiceLevelRow): boolean {
  return row.completed.tickets > 0 || (row.overdue?.tickets ?? 0) > 0;
}

/** From 0 to 1, in thousandths; null of nothing. */
export function shareOf({ met, completed }: ServiceLevelRow): number | null {
  // What is not whole is never told to be.
  return completed.tickets === 0 ? null : Math.floor((met.tickets / completed.tickets) * 1_000) / 1_000;
}

function useShare(): (row: ServiceLevelRow) => string {
  const { language } = useFormats();
  return (row) => {
    const share = shareOf(row);
    return share === null
      ? "–"
      : new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(share);
  };
}

/** A number, and the way to its tickets. */
function FigureLink({ figure, label, children }: { figure: Figure; label: string; children?: ReactNode }) {
  const formats = useFormats();
  const number = formats.number(figure.tickets);
  return (
    <Link
      to="/tickets"
      search={{ query: figure.query } as never}
      className={classes.figureLink}
      aria-label={`${label}: ${number}`}
      title={figure.query}
    >
      {children ?? number}
    </Link>
  );
}

function Sums({ total }: { total: ServiceLevelRow }) {
  const { t } = useLingui();
  const formats = useFormats();
  const share = useShare();
  return (
    <dl className={classes.sums}>
      <div>
        <dt>
          <Trans>Promise kept</Trans>
        </dt>
        <dd className={classes.large}>{share(total)}</dd>
      </div>
      <div>
        <dt>
          <Trans>Completed</Trans>
        </dt>
        <dd>
          <FigureLink figure={total.completed} label={t`Completed`} />
        </dd>
      </div>
      <div data-tone={total.missed.tickets > 0 ? "missed" : undefined}>
        <dt>
          <Trans>Missed</Trans>
        </dt>
        <dd>
          <FigureLink figure={total.missed} label={t`Missed`} />
        </dd>
      </div>
      {total.overdue && (
        <div data-tone={total.overdue.tickets > 0 ? "missed" : undefined}>
          <dt>
            <Trans>Overdue now</Trans>
          </dt>
          <dd>
            <FigureLink figure={total.overdue} label={t`Overdue now`} />
          </dd>
        </div>
      )}
      <div>
        <dt>
          <Trans>Half within</Trans>
        </dt>
        <dd>{total.median == null ? "–" : formats.countdown(total.median)}</dd>
      </div>
      <div>
        <dt>
          <Trans>Nine of ten within</Trans>
        </dt>
        <dd>{total.ninetieth == null ? "–" : formats.countdown(total.ninetieth)}</dd>
      </div>
    </dl>
  );
}

interface OutcomesProps {
  report: ServiceLevelReport;
  nameOf: (row: ServiceLevelRow) => string;
  title: string;
}

function Outcomes({ report, nameOf, title }: OutcomesProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const share = useShare();
  const time = (milliseconds?: number | null) =>
    milliseconds == null ? "–" : formats.countdown(milliseconds);
  const withOverdue = report.rows.some(({ overdue }) => overdue);
  const line = (row: ServiceLevelRow, name: string) => (
    <>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td>
        <FigureLink figure={row.completed} label={`${name}, ${t`Completed`}`} />
      </Table.Td>
      <Table.Td>
        <FigureLink figure={row.met} label={`${name}, ${t`Met`}`} />
      </Table.Td>
      <Table.Td data-tone={row.missed.tickets > 0 ? "missed" : undefined}>
        <FigureLink figure={row.missed} label={`${name}, ${t`Missed`}`} />
      </Table.Td>
      <Table.Td>{share(row)}</Table.Td>
      {withOverdue && (
        <Table.Td data-tone={row.overdue?.tickets ? "missed" : undefined}>
          {row.overdue && <FigureLink figure={row.overdue} label={`${name}, ${t`Overdue now`}`} />}
        </Table.Td>
      )}
      <Table.Td>{time(row.median)}</Table.Td>
      <Table.Td>{time(row.ninetieth)}</Table.Td>
      <Table.Td>{time(row.mean)}</Table.Td>
    </>
  );
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        <Trans>Figures</Trans>
      </Title>
      <Table.ScrollContainer minWidth={720}>
        <Table className={classes.table} aria-label={t`Figures`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{title}</Table.Th>
              <Table.Th scope="col">
                <Trans>Completed</Trans>
              </Table.Th>
              <Table.Th scope="col">
                <Trans>Met</Trans>
              </Table.Th>
              <Table.Th scope="col">
                <Trans>Missed</Trans>
              </Table.Th>
              <Table.Th scope="col">
                <Trans>Met, share</Trans>
              </Table.Th>
              {withOverdue && (
                <Table.Th scope="col">
                  <Trans>Overdue now</Trans>
                </Table.Th>
              )}
              <Table.Th scope="col">
                <Trans>Median</Trans>
              </Table.Th>
              <Table.Th scope="col">
                <Trans>90th percentile</Trans>
              </Table.Th>
              <Table.Th scope="col">
                <Trans>Mean</Trans>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.rows.map((row, index) => (
              <Table.Tr key={`${row.completed.query}-${index}`}>{line(row, nameOf(row))}</Table.Tr>
            ))}
          </Table.Tbody>
          {report.total && (
            <Table.Tfoot>
              <Table.Tr>{line(report.total, t`Whole period`)}</Table.Tr>
            </Table.Tfoot>
          )}
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function Waiting({ rows, failure }: { rows?: WaitingRow[]; failure: unknown }) {
  const { t } = useLingui();
  const formats = useFormats();
  if (failure) {
    return (
      <Alert color="orange" mt="lg">
        <Trans>What tickets waited for cannot be told right now.</Trans>
      </Alert>
    );
  }
  if (!rows || rows.length === 0) return null;
  return (
    <section className={classes.apart}>
      <Title order={2} size="h4" mb="xs">
        <Trans>Waiting by reason</Trans>
      </Title>
      <Table.ScrollContainer minWidth={520}>
        <Table className={classes.table} aria-label={t`Waiting by reason`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">
                <Trans>Reason</Trans>
              </Table.Th>
              <Table.Th scope="col">
                <Trans>Tickets</Trans>
              </Table.Th>
              <Table.Th scope="col">
                <Trans>Time in all</Trans>
              </Table.Th>
              <Table.Th scope="col">
                <Trans>Median</Trans>
              </Table.Th>
              <Table.Th scope="col">
                <Trans>90th percentile</Trans>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.label}>
                <Table.Th scope="row">{row.label}</Table.Th>
                <Table.Td>
                  <FigureLink figure={row.tickets} label={row.label} />
                </Table.Td>
                <Table.Td>{formats.countdown(row.sum)}</Table.Td>
                <Table.Td>{formats.countdown(row.median)}</Table.Td>
                <Table.Td>{formats.countdown(row.ninetieth)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function Notes({ byGoal }: { byGoal: boolean }) {
  return (
    <Text component="div" size="sm" c="dimmed" className={classes.notes}>
      <p>
        <Trans>
          A ticket counts on the day on which its clock stopped, once, with the longest of its cycles; it
          missed when one of them did. Times are those of the policy’s calendar. Assignee, priority and desk
          are those of today.
        </Trans>
      </p>
      {byGoal && (
        <p>
          <Trans>Goals are those that counted for the cycle, whatever has become of the policy since.</Trans>
        </p>
      )}
    </Text>
  );
}
