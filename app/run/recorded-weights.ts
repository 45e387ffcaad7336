import { parseAddress, type Body } from "../../protocols/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import type { RecordedModel } from "../../scoring/scorer/index.ts";

type Role = "scorer" | "judge";

/** What the models of a run so far said of the text that all are asked for, by role. */
export type RecordedWeights = Readonly<Partial<Record<Role, RecordedModel>>>;

/**
 * Reads from a log which models scored the run so far: a server that comes back with other weights
 * under the same name says something else. A change of scorers begins anew. Throws LOG_DAMAGED.
 */
export async function recordedWeights(log: string): Promise<RecordedWeights> {
  const changedAt: Record<Role, number> = { scorer: 0, judge: 0 };
  for await (const { kind, body, seq } of readLog(log, { holding: "run.adapted" })) {
    if (kind !== "run.adapted") continue;
    for (const { setting } of (body as Body<"run.adapted">).changes) {
      if (setting === "scorers") changedAt.scorer = seq;
      if (setting === "judge") changedAt.judge = seq;
    }
  }
  const found: Partial<Record<Role, RecordedModel>> = {};
  for await (const { kind, body, from, seq } of readLog(log, { holding: "scorer.scored" })) {
    if (kind !== "scorer.scored") continue;
    const { model, canary } = body as Body<"scorer.scored">;
    const role = parseAddress(from).role === "judge" ? "judge" : "scorer";
    if (canary !== undefined && seq > changedAt[role]) found[role] ??= { model, canary };
  }
  return found;
}
