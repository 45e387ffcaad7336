import { printable } from "../../protocols/index.ts";
import type {
  ClusterStatus,
  QueueStatus,
  RunStatus,
  WorkerRecord,
} from "../../runtime/cluster/index.ts";
import { formatCount, formatDuration } from "../../runtime/progress/index.ts";
import { formatTable, type Column, type Paint } from "../output/index.ts";

/** Failures that are listed before the rest is only counted. */
const FAILURES = 5;

/** What an nkey looks like, which a server without a name is called by. */
const NKEY = /^N[A-Z2-7]{55}$/;

/** Columns of a terminal from which on everything of a worker is shown. */
const WIDE = 100;

export interface StatusFormat {
  readonly paint: Paint;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Columns of the terminal; no bound when absent. */
  readonly columns?: number | undefined;
}

/** A cluster for people: each run, then the workers. */
export function formatStatus(status: ClusterStatus, format: StatusFormat): string {
  const { server, runs, workers } = status;
  const name = NKEY.test(server.name) ? "" : ` ${printable(server.name)}`;
  const many = `${counted(runs.length, "run")}, ${counted(workers.length, "worker")}`;
  const parts = [format.paint.dim(`nats-server ${printable(server.version)}${name}: ${many}\n`)];
  parts.push(...runs.map((run) => formatRun(run, format)));
  if (workers.length > 0) parts.push(formatWorkers(workers, format));
  return parts.join("\n");
}

function formatRun(status: RunStatus, { paint, now }: StatusFormat): string {
  const { run, state, sessions, queues, agents, failures, log, unserved } = status;
  const age = formatDuration(Math.max(0, now - status.submitted));
  const failed = `${sessions.failed} failed`;
  const lines = [
    `${paint.bold(printable(run))}: ${state}, submitted ${age} ago`,
    `  sessions  ${sessions.total}: ${sessions.done} done, ` +
      `${sessions.failed > 0 ? paint.red(failed) : failed}, ` +
      `${sessions.working} at work, ${sessions.waiting} waiting`,
  ];
  if (state === "running" || state === "paused") {
    lines.push(
      `  rate      ${formatCount(Math.round(status.steps_per_second))} steps/s, ` +
        `${formatCount(Math.round(status.tokens_per_second))} tokens/s${etaOf(status)}`,
      `  agents    ${countsOf(agents)}`,
      `  requests  ${requestsOf(queues)}`,
    );
  }
  lines.push(`  log       ${formatCount(log.messages)} messages, ${megabytes(log.bytes)}`);
  if (status.damaged > 0) {
    const many = counted(status.damaged, "record");
    lines.push(`  ${paint.red("damaged")}   ${many} of the log that are no messages were left out`);
  }
  if (unserved.length > 0) {
    const roles = unserved.map((role) => printable(role)).join(", ");
    lines.push(`  ${paint.red("waiting")}   for workers that play ${roles}`);
  }
  for (const { session, code, reason } of failures.slice(0, FAILURES)) {
    const why = printable(reason.replaceAll(/\s+/g, " "));
    lines.push(`  ${paint.red("failed")}    ${printable(session)}: ${printable(code)}: ${why}`);
  }
  const more = failures.length - FAILURES;
  if (more > 0) lines.push(`            and ${more} more`);
  return `${lines.join("\n")}\n`;
}

function etaOf({ state, eta_seconds: eta }: RunStatus): string {
  if (state !== "running") return "";
  // The rate is known only after two sessions have ended.
  return eta === null ? ", ETA not known yet" : `, ETA ${formatDuration(eta * 1000)}`;
}

function requestsOf(queues: readonly QueueStatus[]): string {
  const open = queues.filter(({ waiting, in_hand }) => waiting + in_hand > 0);
  if (open.length === 0) return "none";
  return open
    .map(({ role, waiting, in_hand }) => {
      const parts = [
        ...(waiting > 0 ? [`${waiting} queued`] : []),
        ...(in_hand > 0 ? [`${in_hand} in hand`] : []),
      ];
      return `${printable(role)} ${parts.join(" and ")}`;
    })
    .join(", ");
}

function formatWorkers(
  workers: readonly WorkerRecord[],
  { paint, now, columns: width = Infinity }: StatusFormat,
): string {
  const rate = ({ runs }: WorkerRecord): number =>
    Object.values(runs).reduce((sum, share) => sum + share.steps_per_second, 0);
  const wide = width >= WIDE;
  const limit = wide ? 40 : 20;
  const columns: Column<WorkerRecord>[] = [
    { title: "worker", cell: ({ worker }) => printable(worker) },
    { title: "state", cell: ({ draining }) => (draining ? "draining" : "ready") },
    { title: "agents", limit, cell: ({ runs }) => countsOf(merged(runs, "agents")) },
    { title: "requests", limit, cell: ({ runs }) => countsOf(merged(runs, "requests")) },
    { title: "steps/s", align: "right", cell: (worker) => formatCount(Math.round(rate(worker))) },
    { title: "memory", align: "right", cell: ({ memory_bytes }) => megabytes(memory_bytes) },
  ];
  if (wide) {
    columns.push(
      { title: "up", align: "right", cell: ({ started }) => formatDuration(now - started) },
      { title: "pid", align: "right", cell: ({ pid }) => String(pid) },
      { title: "metrics", cell: ({ metrics }) => printable(metrics ?? "") },
    );
  }
  return formatTable(columns, workers, paint) + formatLeftOut(workers);
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
  return parts.length === 0
    ? "none"
    : parts.map(([role, count]) => `${count} ${printable(role)}`).join(", ");
}

function counted(count: number, noun: string): string {
  return `${count === 0 ? "no" : count} ${noun}${count === 1 ? "" : "s"}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
