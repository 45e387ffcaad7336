import { parseAddress, type Body, type Envelope } from "../../protocols/index.ts";
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

/** Messages of a run that a worker looks through: models speak early in every session. */
const NEAR = 50_000;

/**
 * What the models of a run on a server said first, as far as one of its first messages holds it: a
 * worker whose server has other weights must not mix them in.
 *
 * @param roles whose models are wanted
 */
export async function firstWeights(
  messages: AsyncIterable<Envelope>,
  roles: readonly Role[],
): Promise<RecordedWeights> {
  const found: Partial<Record<Role, RecordedModel>> = {};
  let read = 0;
  for await (const { kind, body, from } of messages) {
    read += 1;
    if (kind === "scorer.scored") {
      const { model, canary } = body as Body<"scorer.scored">;
      const role = parseAddress(from).role === "judge" ? "judge" : "scorer";
      if (canary !== undefined && roles.includes(role)) found[role] ??= { model, canary };
    }
    if (roles.every((role) => found[role]) || read >= NEAR) break;
  }
  return found;
}
