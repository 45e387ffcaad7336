import { readSummary } from "../../app/output/index.ts";
import {
  errorTable,
  isHindcastError,
  type Body,
  type FileReport,
  type RunSummary,
  type SessionSummary,
  type Usage,
} from "../../protocols/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import type { FileAnswer, GainAnswer, RunAnswer, SessionAnswer } from "../contracts/index.ts";
import type { ViewTarget } from "./target.ts";

/** The summary of a run, or the state so far from its log when it has not ended. */
export interface Progress {
  readonly summary: RunSummary | undefined;
  readonly sessions: readonly (Omit<SessionSummary, "status"> & {
    readonly status: SessionSummary["status"] | "running";
  })[];
}

/** Reads how far a run is. Throws OUTPUT_INVALID for a damaged summary, LOG_DAMAGED. */
export async function readProgress(target: ViewTarget): Promise<Progress> {
  const summary = await summaryOrNothing(target.directory);
  if (summary?.run === target.run) return { summary, sessions: summary.sessions };
  return { summary: undefined, sessions: await sessionsOfLog(target) };
}

async function summaryOrNothing(directory: string): Promise<RunSummary | undefined> {
  try {
    return await readSummary(directory);
  } catch (error) {
    // A run in progress has no summary; an unreadable summary is an error.
    const missing = isHindcastError(error) && (error.cause as { code?: string }).code === "ENOENT";
    if (missing) return undefined;
    throw error;
  }
}

/** Sessions from the messages: files whose coders have reported, and valid ends. */
async function sessionsOfLog({ log, opened }: ViewTarget): Promise<Progress["sessions"]> {
  const voids = new Set<number>();
  for await (const { kind, body } of readLog(log, { holding: "run.retried" })) {
    if (kind !== "run.retried") continue;
    for (const seq of (body as Body<"run.retried">).voids) voids.add(seq);
  }
  const files = new Map<string, FileReport[]>();
  for await (const { seq, kind, session, body } of readLog(log, { holding: "coder.finished" })) {
    if (kind !== "coder.finished" || voids.has(seq)) continue;
    const reports = files.get(session) ?? [];
    reports.push((body as Body<"coder.finished">).report);
    files.set(session, reports);
  }
  const ended = new Map<string, Body<"session.failed"> | "done">();
  for await (const { seq, kind, session, body } of readLog(log, { holding: "session.f" })) {
    if (voids.has(seq)) continue;
    if (kind === "session.finished") ended.set(session, "done");
    if (kind === "session.failed") ended.set(session, body as Body<"session.failed">);
  }
  return opened.sessions.map(({ session, path }) => {
    const end = ended.get(session);
    const failure =
      end === undefined || end === "done" ? {} : { code: end.code, reason: end.reason };
    const status = end === undefined ? "running" : end === "done" ? "done" : "failed";
    return { session, repository: path, status, ...failure, files: files.get(session) ?? [] };
  });
}

/** The answer to `/api/run`. */
export async function runAnswer(target: ViewTarget): Promise<RunAnswer> {
  const { summary, sessions } = await readProgress(target);
  const { settings, seed, hindcast } = target.opened;
  return {
    run: target.run,
    version: hindcast,
    seed,
    state: summary ? "ended" : "running",
    ...(summary ? { elapsed_ms: summary.elapsed_ms, usage: countsOf(summary.usage) } : {}),
    author: settings.author,
    scorers: settings.scorers,
    strategy: settings.search.strategy,
    sessions: sessions.map(sessionAnswer),
  };
}

function countsOf({ requests, retries, prompt_tokens, completion_tokens }: Usage) {
  return { requests, retries, prompt_tokens, completion_tokens };
}

function sessionAnswer({
  session,
  repository,
  status,
  code,
  reason,
  files,
}: Progress["sessions"][number]): SessionAnswer {
  const gain = meanGain(files);
  const known = code !== undefined && Object.hasOwn(errorTable, code);
  const advice = known ? errorTable[code as keyof typeof errorTable].todo : undefined;
  return {
    session,
    repository,
    state: status,
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    ...(advice === undefined ? {} : { advice }),
    files: files.length,
    tokens: sum(files, ({ tokens }) => tokens),
    thought_tokens: sum(files, ({ thought_tokens }) => thought_tokens),
    evaluations: sum(files, ({ evaluations }) => evaluations),
    ...(gain ? { gain } : {}),
  };
}

/** The mean over all tokens of the files; undefined without tokens. */
function meanGain(files: readonly FileReport[]): GainAnswer | undefined {
  const tokens = sum(files, (file) => file.tokens);
  if (tokens === 0) return undefined;
  const mean = (of: keyof GainAnswer): number =>
    sum(files, (file) => file.tokens * file.nats_per_token[of]) / tokens;
  return { none: mean("none"), first: mean("first"), final: mean("final") };
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}

/** A file's report under the names of the page. */
export function fileAnswer({
  nats_per_token,
  judge,
  audit: _audit,
  ...rest
}: FileReport): FileAnswer {
  const { refused, ...numbers } = rest;
  return {
    ...numbers,
    gain: nats_per_token,
    ...(judge ? { judge } : {}),
    ...(refused === undefined ? {} : { refused }),
  };
}
