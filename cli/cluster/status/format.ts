import type { WorkerRecord } from "../../../runtime/cluster/index.ts";
import { formatCount, formatDuration, printable } from "../../../runtime/progress/index.ts";
import { formatTable, type Paint } from "../../output/index.ts";
import type { ClusterStatus, QueueStatus, RunStatus } from "./gather.ts";

/** Failures that are listed before the rest is only counted. */
const FAILURES = 5;

/** A cluster for people: each run, then the workers. */
export function formatStatus(status: ClusterStatus, paint: Paint, now: number): string {
  const { server, runs, workers } = status;
  const parts = runs.map((run) => formatRun(run, paint, now));
  if (runs.length === 0) parts.push("no runs\n");
  parts.push(formatWorkers(workers, paint, now));
  parts.push(paint.dim(`nats-server ${server.version} ${printable(server.name)}\n`));
  return parts.join("\n");
}

function formatRun(status: RunStatus, paint: Paint, now: number): string {
  const { run, state, sessions, queues, agents, failures, log } = status;
  const age = formatDuration(Math.max(0, now - status.submitted));
  const eta =
    state === "running" && status.eta_seconds !== null
      ? `, ETA ${formatDuration(status.eta_seconds * 1000)}`
      : "";
  const failed = `${sessions.failed} failed`;
  const lines = [
    `${paint.bold(printable(run))}: ${state}, submitted ${age} ago`,
    `  sessions  ${sessions.total}: ${sessions.done} done, ` +
      `${sessions.failed > 0 ? paint.red(failed) : failed}, ` +
      `${sessions.working} at work, ${sessions.waiting} waiting`,
    `  rate      ${formatCount(Math.round(status.steps_per_second))} steps/s, ` +
      `${formatCount(Math.round(status.tokens_per_second))} tokens/s${eta}`,
    `  agents    ${countsOf(agents)}`,
    `  log       ${formatCount(log.messages)} messages, ${megabytes(log.bytes)}`,
    "",
  ];
  const table = formatTable<QueueStatus>(
    [
      { title: "service", cell: ({ role }) => role },
      { title: "queued", align: "right", cell: ({ waiting }) => String(waiting) },
      { title: "in hand", align: "right", cell: ({ in_hand }) => String(in_hand) },
    ],
    queues,
    paint,
  );
  return `${lines.join("\n")}${table}${formatFailures(failures, paint)}`;
}

function formatFailures(failures: RunStatus["failures"], paint: Paint): string {
  const shown = failures
    .slice(0, FAILURES)
    .map(
      ({ session, code, reason }) =>
        `  ${paint.red("failed")}  ${printable(session)}: ${code}: ${printable(reason)}\n`,
    );
  const more = failures.length - shown.length;
  return shown.join("") + (more > 0 ? `  and ${more} more failed\n` : "");
}

function formatWorkers(workers: readonly WorkerRecord[], paint: Paint, now: number): string {
  if (workers.length === 0) return "no workers\n";
  const table = formatTable<WorkerRecord>(
    [
      { title: "worker", cell: ({ worker }) => worker },
      { title: "pid", align: "right", cell: ({ pid }) => String(pid) },
      { title: "state", cell: ({ draining }) => (draining ? "draining" : "ready") },
      { title: "agents", limit: 40, cell: ({ runs }) => countsOf(merged(runs, "agents")) },
      { title: "requests", limit: 40, cell: ({ runs }) => countsOf(merged(runs, "requests")) },
      {
        title: "steps/s",
        align: "right",
        cell: ({ runs }) =>
          formatCount(
            Math.round(Object.values(runs).reduce((sum, share) => sum + share.steps_per_second, 0)),
          ),
      },
      { title: "memory", align: "right", cell: ({ memory_bytes }) => megabytes(memory_bytes) },
      { title: "up", align: "right", cell: ({ started }) => formatDuration(now - started) },
      { title: "metrics", cell: ({ metrics }) => metrics ?? "" },
    ],
    workers,
    paint,
  );
  return table + formatLeftOut(workers);
}

function formatLeftOut(workers: readonly WorkerRecord[]): string {
  const lines = workers.flatMap(({ worker, runs }) =>
    Object.entries(runs).flatMap(([run, { left_out }]) =>
      Object.entries(left_out).map(
        ([role, reason]) =>
          `  ${printable(worker)} does not play ${printable(role)} in ${printable(run)}: ${printable(reason)}\n`,
      ),
    ),
  );
  return lines.join("");
}

function merged(
  runs: WorkerRecord["runs"],
  field: "agents" | "requests",
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const share of Object.values(runs)) {
    for (const [role, count] of Object.entries(share[field])) {
      counts[role] = (counts[role] ?? 0) + count;
    }
  }
  return counts;
}

function countsOf(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return parts.length === 0 ? "none" : parts.map(([role, count]) => `${count} ${role}`).join(", ");
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
