import type { Plan } from "../model/plan.ts";
import type { Use } from "../model/run.ts";
import { REPOSITORIES, type Planned, type Played } from "./extrapolate.ts";

type Column = readonly [title: string, of: (plan: Plan) => string];

const columns: readonly Column[] = [
  ["sessions/s", ({ sessionsPerSecond }) => number(sessionsPerSecond)],
  ["messages/s", ({ messagesPerSecond }) => number(messagesPerSecond)],
  ["NATS cores", ({ natsCores }) => number(natsCores)],
  ["written", ({ written }) => bytes(written)],
  ["workers", ({ workers }) => number(workers)],
  ["their cores", ({ workerCores }) => number(workerCores)],
  ["author GPUs", ({ authorDevices }) => number(authorDevices)],
  ["scorer GPUs", ({ scorerDevices }) => number(scorerDevices)],
  ["collector cores", ({ collectorCores }) => number(collectorCores)],
];

/** What each case needs, within a day and within a week. */
export function planTable(planned: readonly Planned[]): string {
  const rows = planned.flatMap(({ of, day, week }) => [
    [of.name, "day", ...columns.map(([, cell]) => cell(day))],
    ["", "week", ...columns.map(([, cell]) => cell(week))],
  ]);
  return table([["", "within", ...columns.map(([title]) => title)], ...rows]);
}

/** What one session asks for, mean. */
export function workTable(planned: readonly Planned[]): string {
  const header = ["", "files", "messages", "bytes", "author calls", "author s", "scorer tokens"];
  const rows = planned.map(({ of, work }) => [
    of.name,
    number(work.files),
    number(work.messages),
    bytes(work.messageBytes + work.blobBytes),
    number(work.authorCalls),
    number(work.authorSeconds),
    number(work.scorerTokens),
  ]);
  return table([header, ...rows]);
}

/** What playing each case showed, for the whole of the day's machines. */
export function playedTable(played: readonly Played[]): string {
  const uses = ["authors", "author slots", "scorers", "worker threads", "nats", "collectors"];
  const header = [
    "",
    "rate/needed",
    ...uses,
    "queue",
    "at work",
    "s a file",
    "stored",
    "largest",
    "crashes",
    "redone",
  ];
  const rows = played.map(({ planned, outcome, rate, width, stored, longest }) => [
    planned.of.name,
    (rate / planned.day.sessionsPerSecond).toFixed(2),
    ...uses.map((name) => percent(outcome.use[name])),
    number(outcome.use["author slots"]?.longestQueue ?? 0),
    number(width),
    number(outcome.fileSeconds),
    bytes(stored),
    `${number(longest / 3600)} h`,
    number(outcome.crashes),
    number(outcome.redone + outcome.takenOver),
  ]);
  return table([header, ...rows]);
}

export function listLine({ day }: Planned): string {
  return `${number(REPOSITORIES)} repositories: ${bytes(day.listed)} of records list the sessions\n`;
}

function percent(use: Use | undefined): string {
  return use ? `${Math.round(100 * use.utilisation)} %` : "";
}

function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(count) / 3)));
  return `${number(count / 1000 ** power)} ${units[power]}`;
}

function number(count: number): string {
  if (count >= 100) return Math.round(count).toLocaleString("en");
  return count === 0 ? "0" : `${Number(count.toPrecision(2))}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  ");
  return `${rows.map((row) => line(row).trimEnd()).join("\n")}\n`;
}
