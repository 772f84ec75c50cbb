import { Trans, useLingui } from "@lingui/react/macro";
import { BarChart } from "@mantine/charts";
import "@mantine/charts/styles.css";
import { Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useFormats } from "@/shared/i18n/formats";
import type { ServiceLevelReport, ServiceLevelRow, WaitingRow } from "./queries";
import classes from "./report.module.css";

interface ChartsProps {
  report: ServiceLevelReport;
  nameOf: (row: ServiceLevelRow) => string;
  waiting?: WaitingRow[];
}

/** More bars than this tell nobody anything; the table has them all. */
const mostBars = 36;
const barHeight = 34;
const hour = 3_600_000;
/** What is hidden from those who hear a page must not take the keyboard's focus. */
const unreached = { accessibilityLayer: false };

/** What the tables say, drawn: a press on a bar opens its tickets, as the table's figures do for those who use no mouse. */
export default function Charts({ report, nameOf, waiting = [] }: ChartsProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const navigate = useNavigate();
  const overTime = report.by === "month";
  const rows = overTime ? report.rows : report.rows.slice(0, mostBars);
  const open = (query: string | undefined) => {
    if (query) void navigate({ to: "/tickets", search: { query } as never });
  };
  const met = t`Met`;
  const missed = t`Missed`;
  return (
    <div className={classes.charts}>
      <figure className={classes.chart} aria-label={t`Met and missed`}>
        <Title order={2} size="h4" component="figcaption">
          <Trans>Met and missed</Trans>
        </Title>
        <div aria-hidden>
          <BarChart
            h={overTime ? 280 : Math.max(140, rows.length * barHeight + 60)}
            data={rows.map((row) => ({
              name: nameOf(row),
              [met]: row.met.tickets,
              [missed]: row.missed.tickets,
              metQuery: row.met.query,
              missedQuery: row.missed.query,
            }))}
            dataKey="name"
            type="stacked"
            orientation={overTime ? "horizontal" : "vertical"}
            series={[
              { name: met, color: "var(--report-met)" },
              { name: missed, color: "var(--report-missed)" },
            ]}
            barChartProps={unreached}
            withLegend
            valueFormatter={formats.number}
            gridAxis={overTime ? "x" : "y"}
            yAxisProps={overTime ? { width: 56 } : { width: 150 }}
            barProps={({ name }) => ({
              isAnimationActive: false,
              cursor: "pointer",
              maxBarSize: 56,
              onClick: (bar) =>
                open((bar.payload as Record<string, string>)[name === met ? "metQuery" : "missedQuery"]),
            })}
          />
        </div>
      </figure>
      {waiting.length > 0 && (
        <figure className={classes.chart} aria-label={t`Waiting by reason`}>
          <Title order={2} size="h4" component="figcaption">
            <Trans>Waiting by reason, in hours</Trans>
          </Title>
          <div aria-hidden>
            <BarChart
              h={Math.max(140, Math.min(waiting.length, 10) * barHeight + 60)}
              data={waiting.slice(0, 10).map((row) => ({
                name: row.label,
                [t`Hours`]: Math.round(row.sum / hour),
                query: row.tickets.query,
              }))}
              dataKey="name"
              orientation="vertical"
              series={[{ name: t`Hours`, color: "var(--report-waiting)" }]}
              barChartProps={unreached}
              valueFormatter={formats.number}
              gridAxis="y"
              yAxisProps={{ width: 150 }}
              barProps={{
                isAnimationActive: false,
                cursor: "pointer",
                maxBarSize: 28,
                onClick: (bar) => open((bar.payload as Record<string, string>).query),
              }}
            />
          </div>
        </figure>
      )}
    </div>
  );
}
