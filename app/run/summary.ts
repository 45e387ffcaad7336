import { wholeGrounding, wholeReports } from "../../agents/trajectory/index.ts";
import { NO_USAGE, addUsage } from "../../agents/usage/index.ts";
import type {
  AuthorSummary,
  Body,
  FileReport,
  LeakAudit,
  RunSummary,
  SessionGrounding,
  SessionSummary,
  UsageDetails,
} from "../../protocols/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";
import type { SessionPlan } from "../input/index.ts";

/** How a session ended: the body of its last message, with the parts that blobs hold. */
export type SessionResult =
  | (Omit<Body<"session.finished">, "files" | "grounding"> & {
      files: readonly FileReport[];
      grounding?: SessionGrounding;
    })
  | Body<"session.failed">;

/** Loads the parts of a session's last message that are stored as blobs. Throws BLOB_MISSING. */
export async function readSessionResult(
  body: Body<"session.finished"> | Body<"session.failed">,
  blobs: Pick<BlobAccess, "getJson">,
): Promise<SessionResult> {
  if (!("files" in body)) return body;
  const { grounding, ...rest } = body;
  const end = { ...rest, files: await wholeReports(rest.files, blobs) };
  return grounding === undefined
    ? end
    : { ...end, grounding: await wholeGrounding(grounding, blobs) };
}

/** Summarizes a run as far as its sessions have ended. */
export function summarizeRun(run: {
  readonly run: string;
  readonly seed: number;
  /** Milliseconds. */
  readonly elapsed: number;
  readonly sessions: readonly SessionPlan[];
  readonly ends: ReadonlyMap<string, SessionResult>;
}): RunSummary {
  let usage = NO_USAGE;
  for (const end of run.ends.values()) usage = addUsage(usage, end.usage);
  const sessions = run.sessions.flatMap((plan) => {
    const end = run.ends.get(plan.session);
    return end ? [summarizeSession(plan, end)] : [];
  });
  const files = sessions.flatMap((session) => session.files);
  const audit = sumAudits(files);
  const { details, ...counted } = usage;
  return {
    run: run.run,
    seed: run.seed,
    elapsed_ms: Math.round(run.elapsed),
    usage: counted,
    ...(details ? { author: summarizeAuthor(details, files) } : {}),
    ...(audit ? { audit } : {}),
    sessions,
  };
}

function summarizeAuthor(details: UsageDetails, files: readonly FileReport[]): AuthorSummary {
  const { prompt_characters: all, reusable_characters: reusable } = details;
  return {
    ...details,
    reusable_share: all === 0 ? 0 : Math.round((1000 * reusable) / all) / 1000,
    troubled_files: files.filter(({ troubles }) => troubles !== undefined).length,
  };
}

function summarizeSession({ session, path }: SessionPlan, end: SessionResult): SessionSummary {
  const about = { session, repository: path };
  if ("files" in end) {
    const { files, grounding } = end;
    return { ...about, status: "done", files: [...files], ...(grounding && { grounding }) };
  }
  return { ...about, status: "failed", code: end.code, reason: end.reason, files: [] };
}

/** The leak counts of several files together; undefined where none was audited. */
export function sumAudits(files: readonly FileReport[]): LeakAudit | undefined {
  const audits = files.flatMap(({ audit }) => (audit ? [audit] : []));
  if (audits.length === 0) return undefined;
  const total = { grams: 0, shared: 0, own: 0, named: 0 };
  for (const { grams, shared, own, named } of audits) {
    total.grams += grams;
    total.shared += shared;
    total.own += own;
    total.named += named;
  }
  return total;
}
