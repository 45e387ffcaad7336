import { join } from "node:path";
import { errorTable, printable } from "../../protocols/index.ts";
import type {
  AuthorSummary,
  FileReport,
  LeakAudit,
  RunSummary,
  SessionSummary,
} from "../../protocols/index.ts";
import { formatDuration } from "../../runtime/progress/index.ts";
import { sumAudits } from "../../app/run/index.ts";
import { explainGain, gainOf, perplexity } from "./gain.ts";
import { paintFor } from "./paint.ts";
import { shellQuote } from "./quote.ts";
import { formatTable, type Column, type Paint } from "./table.ts";

export interface RunReportOptions {
  /** The output directory, as people should type it. */
  readonly out: string;
  /** The name of the command in output; `hindcast` by default. */
  readonly command?: string;
  /** Arguments of the command that continues failed sessions; `resume OUT` by default. */
  readonly resume?: string;
  readonly color?: boolean;
}

/** Sessions, and files at each end, that are listed before the rest is only counted. */
const SESSIONS = 20;
const FILES = 3;

/** What a run took and gave, where it is, and what to do next; text for people. */
export function formatRun(summary: RunSummary, options: RunReportOptions): string {
  const paint = paintFor(options.color === true);
  const { sessions } = summary;
  const done = sessions.filter(({ status }) => status === "done");
  const parts = [formatTotals(summary, done, paint)];
  if (sessions.length > 1) parts.push(formatSessions(sessions, paint));
  else if (done.length === 1) parts.push(formatFiles(done[0]!.files, paint));
  const troubled = done.flatMap(({ files }) => files.filter((file) => file.troubles));
  if (troubled.length > 0) parts.push(formatTroubles(troubled, paint));
  const failed = sessions.filter(({ status }) => status === "failed");
  if (failed.length > 0) parts.push(formatFailures(failed, paint));
  parts.push(formatNext(options, done[0]?.session, failed.length > 0, paint));
  return parts.filter((part) => part !== "").join("\n");
}

function formatTotals(summary: RunSummary, done: readonly SessionSummary[], paint: Paint): string {
  const { sessions, usage, author } = summary;
  const files = done.flatMap((session) => session.files);
  const gain = gainOf(files);
  const judged = gainOf(files, "judge");
  const audit = sumAudits(files);
  const failed = sessions.length - done.length;
  const rows: [name: string, value: string][] = [
    ["files", number(files.length)],
    ["steps", number(sum(files, "steps"))],
    [
      "evaluations",
      `${number(sum(files, "evaluations"))}, ${number(sum(files, "proposals"))} proposals, ` +
        `${number(sum(files, "leaks_rejected"))} rejected as leaks`,
    ],
    [
      "tokens",
      `${number(sum(files, "tokens"))} of code, ${number(sum(files, "thought_tokens"))} of thoughts`,
    ],
    ["names", grounded(files)],
    ["perplexity", gain === undefined ? "no tokens were scored" : formatPerplexity(gain)],
    ["gain", gain === undefined ? "" : explainGain(gain)],
    ["judge", judged === undefined ? "" : explainGain(judged)],
    ["leaks", audit === undefined ? "" : formatAudit(audit)],
    [
      "author",
      `${number(usage.requests)} requests, ${number(usage.retries)} retries, ` +
        `${number(usage.prompt_tokens)} prompt tokens, ${number(usage.completion_tokens)} completion tokens`,
    ],
    ["prompts", author === undefined ? "" : formatPrompts(author)],
    ["answers", author === undefined ? "" : formatAnswers(author)],
    ["time", formatDuration(summary.elapsed_ms)],
  ];
  const count = `${number(done.length)} of ${number(sessions.length)} sessions done`;
  const state = failed === 0 ? paint.green(count) : paint.red(count);
  const lines = rows
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `  ${paint.dim(name.padEnd(11))}  ${value}\n`);
  return `${paint.bold(`run ${printable(summary.run)}`)}: ${state} (seed ${summary.seed})\n${lines.join("")}`;
}

function formatPerplexity(gain: { none: number; first: number; final: number }): string {
  return (
    `${perplexity(gain.none)} without thinking, ${perplexity(gain.first)} with first thoughts, ` +
    `${perplexity(gain.final)} after search`
  );
}

function formatAudit({ grams, shared, own, named }: LeakAudit): string {
  const share = grams === 0 ? 0 : (100 * shared) / grams;
  return (
    `${number(shared)} of ${number(grams)} runs of 13 words stand in the code (${share.toFixed(3)} %); ` +
    `${number(named)} of ${number(own)} of its own names are in thoughts`
  );
}

function grounded(files: readonly FileReport[]): string {
  const [names, exist] = [sum(files, "names"), sum(files, "grounded")];
  if (names === 0) return "";
  const share = ((100 * exist) / names).toFixed(1);
  return `${number(names)} in thoughts, ${number(exist)} of them in the code (${share} %)`;
}

function formatSessions(sessions: readonly SessionSummary[], paint: Paint): string {
  const columns: Column<SessionSummary>[] = [
    { title: "session", limit: 40, cell: ({ session }) => session },
    { title: "status", cell: ({ status }) => status },
    { title: "files", align: "right", cell: ({ files }) => number(files.length) },
    { title: "steps", align: "right", cell: ({ files }) => number(sum(files, "steps")) },
    { title: "tokens", align: "right", cell: ({ files }) => number(sum(files, "tokens")) },
    { title: "none", align: "right", cell: ({ files }) => nats(files, "none") },
    { title: "first", align: "right", cell: ({ files }) => nats(files, "first") },
    { title: "final", align: "right", cell: ({ files }) => nats(files, "final") },
  ];
  const shown = sessions.slice(0, SESSIONS);
  const more = sessions.length - shown.length;
  const rest = more > 0 ? `  and ${number(more)} more in summary.json\n` : "";
  return `${paint.bold("sessions")}, perplexity\n${formatTable(columns, shown, paint)}${rest}`;
}

/** The files that gained most and least; all of them when they are few. */
function formatFiles(files: readonly FileReport[], paint: Paint): string {
  const scored = files.filter(({ tokens }) => tokens > 0);
  if (scored.length === 0) return "";
  const gainIn = ({ nats_per_token: { none, final } }: FileReport): number => none - final;
  const ordered = scored.toSorted(
    (a, b) => gainIn(b) - gainIn(a) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
  );
  const few = ordered.length <= 2 * FILES;
  const shown = few ? ordered : [...ordered.slice(0, FILES), ...ordered.slice(-FILES)];
  const columns: Column<FileReport>[] = [
    { title: "file", limit: 48, cell: ({ path }) => path },
    { title: "tokens", align: "right", cell: ({ tokens }) => number(tokens) },
    { title: "thoughts", align: "right", cell: ({ thought_tokens }) => number(thought_tokens) },
    { title: "none", align: "right", cell: (file) => nats([file], "none") },
    { title: "first", align: "right", cell: (file) => nats([file], "first") },
    { title: "final", align: "right", cell: (file) => nats([file], "final") },
  ];
  const title = few
    ? "files by gain"
    : `files that gained most and least, ${FILES} of ${number(ordered.length)} each`;
  return `${paint.bold(title)}, perplexity\n${formatTable(columns, shown, paint)}`;
}

function formatPrompts({
  prompt_characters,
  reusable_share,
  cached_tokens,
}: AuthorSummary): string {
  const cached = cached_tokens === 0 ? "" : `; ${number(cached_tokens)} tokens came from its cache`;
  const share = (100 * reusable_share).toFixed(1);
  return `${number(prompt_characters)} characters, ${share} % of them begin as before${cached}`;
}

function formatAnswers({ cleaned, refused }: AuthorSummary): string {
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([what, count]) => `${what} ${number(count)}`)
      .join(", ");
  const parts = [
    Object.keys(cleaned).length === 0 ? "" : `cleaned of ${list(cleaned)}`,
    Object.keys(refused).length === 0 ? "" : `not taken for ${list(refused)}`,
  ];
  return parts.filter((part) => part !== "").join("; ");
}

/** Files that are written with fewer thoughts than others, and why. */
function formatTroubles(files: readonly FileReport[], paint: Paint): string {
  const lines = files.slice(0, SESSIONS).map(({ path, troubles = [] }) => {
    const [first] = troubles;
    const what = troubles.map(({ at }) => at).join(", ");
    return `  ${printable(path)} without ${what}: ${printable(`${first?.code}: ${first?.reason}`)}\n`;
  });
  const more = files.length - lines.length;
  if (more > 0) lines.push(`  and ${number(more)} more in summary.json\n`);
  return `${paint.bold("written with less")}\n${lines.join("")}`;
}

function formatFailures(failed: readonly SessionSummary[], paint: Paint): string {
  const lines = failed.slice(0, SESSIONS).map(({ session, repository, code, reason }) => {
    const what = `${code ?? "UNKNOWN"}: ${reason ?? "no reason was recorded"}`;
    const known = Object.entries(errorTable).find(([each]) => each === code)?.[1];
    const todo = known ? `\n    to do: ${known.todo}` : "";
    return `  ${printable(session)} (${printable(repository)}): ${printable(what)}${todo}\n`;
  });
  const more = failed.length - lines.length;
  if (more > 0) lines.push(`  and ${number(more)} more in summary.json\n`);
  return `${paint.bold(paint.red("failed"))}\n${lines.join("")}`;
}

function formatNext(
  { out, command = "hindcast", resume = `resume ${shellQuote(out)}` }: RunReportOptions,
  session: string | undefined,
  failed: boolean,
  paint: Paint,
): string {
  const log = shellQuote(join(out, "log.hlog"));
  const commands: string[] = [];
  if (failed) commands.push(`${command} ${resume}`);
  if (session !== undefined) {
    const trajectory = shellQuote(join(out, session, "trajectory.json"));
    commands.push(`${command} verify ${shellQuote(out)}`);
    commands.push(`${command} rebuild ${trajectory} --into DIR`);
  }
  commands.push(`${command} replay ${log}`, `${command} log show ${log}`);
  const lines = commands.map((line) => `  ${line}\n`);
  return `${paint.bold("results")} in ${printable(out)}\n\n${paint.bold("next")}\n${lines.join("")}`;
}

function nats(files: readonly FileReport[], which: "none" | "first" | "final"): string {
  const gain = gainOf(files);
  return gain === undefined ? "-" : perplexity(gain[which]);
}

type Counted =
  | "steps"
  | "evaluations"
  | "proposals"
  | "leaks_rejected"
  | "tokens"
  | "thought_tokens"
  | "names"
  | "grounded";

function sum(files: readonly FileReport[], field: Counted): number {
  return files.reduce((total, file) => total + file[field], 0);
}

/** With separators that do not depend on the machine's language. */
function number(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}
