import { wholeGrounding, wholeReports } from "../../agents/trajectory/index.ts";
import { NO_USAGE, addUsage } from "../../agents/usage/index.ts";
import type {
  Body,
  FileReport,
  RunSummary,
  SessionGrounding,
  SessionSummary,
} from "../../protocols/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";
import { auditOf } from "./audit.ts";
import type { SessionPlan } from "./sessions.ts";

/** How a session ended, with everything that its last message keeps in blobs. */
export type SessionResult =
  | (Omit<Body<"session.finished">, "files" | "grounding"> & {
      files: readonly FileReport[];
      grounding?: SessionGrounding;
    })
  | Body<"session.failed">;

/** Reads out of blobs what the last message of a session keeps there. Throws BLOB_MISSING. */
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

/** The last word on each session that has ended. */
export type SessionResults = ReadonlyMap<string, SessionResult>;

/** What a run took and gave, as far as its sessions have ended. */
export function summaryOfSessions(run: {
  readonly run: string;
  readonly seed: number;
  /** Milliseconds. */
  readonly elapsed: number;
  readonly sessions: readonly SessionPlan[];
  readonly ends: SessionResults;
}): RunSummary {
  let usage = NO_USAGE;
  for (const end of run.ends.values()) usage = addUsage(usage, end.usage);
  const sessions = run.sessions.flatMap((plan) => {
    const end = run.ends.get(plan.session);
    return end ? [summaryOf(plan, end)] : [];
  });
  const audit = auditOf(sessions.flatMap(({ files }) => files));
  return {
    run: run.run,
    seed: run.seed,
    elapsed_ms: Math.round(run.elapsed),
    usage,
    ...(audit ? { audit } : {}),
    sessions,
  };
}

function summaryOf({ session, path }: SessionPlan, end: SessionResult): SessionSummary {
  const about = { session, repository: path };
  if ("files" in end) {
    const { files, grounding } = end;
    return { ...about, status: "done", files: [...files], ...(grounding && { grounding }) };
  }
  return { ...about, status: "failed", code: end.code, reason: end.reason, files: [] };
}
