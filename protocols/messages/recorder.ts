import * as z from "zod";
import { PlanEntry, RepositoryIdentity, SharedGrounding, Violation } from "../repository.ts";
import { BlobRef, TextRef } from "../text.ts";
import { SharedReports } from "./agent.ts";

export const recorderMessages = {
  /** Assemble, check and write the trajectory of a session out of its log. */
  "recorder.record": z.strictObject({
    snapshot: BlobRef,
    repository: RepositoryIdentity,
    configuration: z.string(),
    seed: z.int(),
    requirements: TextRef,
    plan_text: TextRef,
    plan_violations: z.array(Violation),
    /** The plan; stored where one message does not hold it. */
    entries: z.union([z.array(PlanEntry), BlobRef]),
  }),
  "recorder.recorded": z.strictObject({
    /** SHA-256 of the bytes of trajectory.json. */
    sha256: z.string(),
    bytes: z.int().nonnegative(),
    steps: z.int().nonnegative(),
    /** What the coders reported, in the order of the plan. */
    files: SharedReports,
    grounding: SharedGrounding.optional(),
    /** Set of rules that the thoughts were held against; absent in logs from before there were any. */
    rules: z.string().optional(),
  }),
} as const;
