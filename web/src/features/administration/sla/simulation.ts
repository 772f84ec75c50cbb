import { queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import type { CalendarContent } from "../calendar/content";

export type Simulation = Schemas["SimulationView"];
export type SimulatedPolicy = Schemas["SimulatedPolicy"];
export type SimulatedGoal = Schemas["SimulatedGoal"];
export type SimulatedOutcome = Schemas["SimulatedOutcome"];

/** What is tried: the draft of a policy, or a calendar as it is written on its page. */
export type SimulationSubject = { policyId: number } | { calendarId: number; content: CalendarContent };

const all = ["administration", "simulations"] as const;

export function beginSimulation(
  subject: SimulationSubject,
  period: { from: string; to: string } | null,
): Promise<Simulation> {
  return answer(
    api.POST("/api/sla/simulations", {
      body: {
        policyId: null,
        calendarId: null,
        content: null,
        from: period?.from ?? null,
        to: period?.to ?? null,
        ...subject,
      },
    }),
  );
}

/** Followed while it goes on. */
export const simulationQuery = (id: number) =>
  queryOptions<Simulation>({
    queryKey: [...all, id],
    queryFn: () => answer(api.GET("/api/sla/simulations/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? 1_000 : false),
  });

/** What is kept of what is decided, from 0 to 1; null while nothing is. */
export function compliance({ met, breached }: SimulatedOutcome): number | null {
  return met + breached === 0 ? null : met / (met + breached);
}

export function sumOf(outcomes: readonly (SimulatedOutcome | null | undefined)[]): SimulatedOutcome {
  const sum = { tickets: 0, met: 0, breached: 0, overdue: 0, ongoing: 0 };
  for (const outcome of outcomes)
    if (outcome)
      for (const part of Object.keys(sum) as (keyof SimulatedOutcome)[]) sum[part] += outcome[part];
  return sum;
}
