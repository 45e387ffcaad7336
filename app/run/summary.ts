import { wholeGrounding, wholeReports } from "../../agents/trajectory/index.ts";
import { NO_USAGE, addUsage } from "../../agents/usage/index.ts";
import type {
  AuthorSummary,
  Body,
  FileReport,
  RunSummary,
  SessionGrounding,
  SessionSummary,
  UsageDetails,
} from "../../protocols/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";
import { auditOf } from "./audit.ts";
import type { SessionPlan } from "./sessions.ts";

/** The last word on a session, with what its message keeps in blobs. */
export type SessionEnd =
  | (Omit<Body<"session.finished">, "files" | "grounding"> & {
      files: readonly FileReport[];
      grounding?: SessionGrounding;
    })
  | Body<"session.failed">;

/** Reads out of blobs what the last message of a session keeps there. Throws BLOB_MISSING. */
export async function wholeEnd(
  body: Body<"session.finished"> | Body<"session.failed">,
  blobs: Pick<BlobAccess, "getJson">,
): Promise<SessionEnd> {
  if (!("files" in body)) return body;
  const { grounding, ...rest } = body;
  const end = { ...rest, files: await wholeReports(rest.files, blobs) };
  return grounding === undefined
    ? end
    : { ...end, grounding: await wholeGrounding(grounding, blobs) };
}

/** The last word on each session that has ended. */
export type SessionEnds = ReadonlyMap<string, SessionEnd>;

/** What a run took and gave, as far as its sessions have ended. */
export function summaryOfSessions(run: {
  readonly run: string;
  readonly seed: number;
  /** Milliseconds. */
  readonly elapsed: number;
  readonly sessions: readonly SessionPlan[];
  readonly ends: SessionEnds;
}): RunSummary {
  let usage = NO_USAGE;
  for (const end of run.ends.values()) usage = addUsage(usage, end.usage);
  const sessions = run.sessions.flatMap((plan) => {
    const end = run.ends.get(plan.session);
    return end ? [summaryOf(plan, end)] : [];
  });
  const files = sessions.flatMap((session) => session.files);
  const audit = auditOf(files);
  const { details, ...counted } = usage;
  return {
    run: run.run,
    seed: run.seed,
    elapsed_ms: Math.round(run.elapsed),
    usage: counted,
    ...(details ? { author: authorOf(details, files) } : {}),
    ...(audit ? { audit } : {}),
    sessions,
  };
}

function authorOf(details: UsageDetails, files: readonly FileReport[]): AuthorSummary {
  const { prompt_characters: all, reusable_characters: reusable } = details;
  return {
    ...details,
    reusable_share: all === 0 ? 0 : Math.round((1000 * reusable) / all) / 1000,
    troubled_files: files.filter(({ troubles }) => troubles !== undefined).length,
  };
}

function summaryOf({ session, path }: SessionPlan, end: SessionEnd): SessionSummary {
  const about = { session, repository: path };
  if ("files" in end) {
    const { files, grounding } = end;
    return { ...about, status: "done", files: [...files], ...(grounding && { grounding }) };
  }
  return { ...about, status: "failed", code: end.code, reason: end.reason, files: [] };
}
