import * as z from "zod";
import { FileReport } from "../messages/agent.ts";
import { Usage, UsageDetails } from "../messages/author.ts";
import { LeakAudit } from "../messages/scorer.ts";
import { SessionGrounding } from "../repository.ts";

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

/** What the author's server was sent, and what became of its answers. */
export const AuthorSummary = UsageDetails.extend({
  /** Share of the prompts' characters that a prefix cache can reuse, from 0 to 1. */
  reusable_share: z.number(),
  /** Files that go without some or all of their thoughts, over all sessions. */
  troubled_files: z.int().nonnegative(),
});
export type AuthorSummary = z.infer<typeof AuthorSummary>;

/** `summary.json`: what a run took and gave. */
export const RunSummary = z.strictObject({
  run: z.string(),
  seed: z.int(),
  elapsed_ms: z.number(),
  usage: Usage,
  /** Absent where no server wrote. */
  author: AuthorSummary.optional(),
  /** What all kept thoughts hold of their targets, when there was a judge. */
  audit: LeakAudit.optional(),
  sessions: z.array(SessionSummary),
});
export type RunSummary = z.infer<typeof RunSummary>;
