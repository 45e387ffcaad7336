import * as z from "zod";
import { FileReport } from "./messages/agent.ts";
import { Usage } from "./messages/author.ts";
import { LeakAudit } from "./messages/scorer.ts";
import { SessionGrounding } from "./repository.ts";

/** What became of one repository. */
export const SessionSummary = z.strictObject({
  session: z.string(),
  repository: z.string(),
  status: z.enum(["done", "failed"]),
  code: z.string().optional(),
  reason: z.string().optional(),
  files: z.array(FileReport),
  grounding: SessionGrounding.optional(),
});
export type SessionSummary = z.infer<typeof SessionSummary>;

/** `summary.json`: what a run took and gave. */
export const RunSummary = z.strictObject({
  run: z.string(),
  seed: z.int(),
  elapsed_ms: z.number(),
  usage: Usage,
  /** What all kept thoughts hold of their targets, when there was a judge. */
  audit: LeakAudit.optional(),
  sessions: z.array(SessionSummary),
});
export type RunSummary = z.infer<typeof RunSummary>;
