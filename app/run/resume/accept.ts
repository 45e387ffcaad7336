import {
  HindcastError,
  RUN_SESSION,
  SERVICE_KEY,
  countOf,
  nearest,
  parseAddress,
  type Body,
  type Envelope,
} from "../../../protocols/index.ts";
import { readLog } from "../../../runtime/log/index.ts";
import { collectVoids } from "../../../runtime/replay/index.ts";
import type { ActorRegistry } from "../../actors/index.ts";
import type { CurrentRun } from "../../output/index.ts";
import { publishControl, type ControlBus } from "./control.ts";
import { checkFollows, foldUnfinished } from "./follows.ts";
import { findFailures, publishVoids } from "./retry.ts";

/** Changed behaviours with which a run goes on. */
export interface Acceptance {
  /** Role to the hash of its behaviour from here on. */
  readonly behaviours: Body<"run.accepted">["behaviours"];
  /** By session: positions of what the changed agents do not send any more, and what came of it. */
  readonly voids: ReadonlyMap<string, readonly number[]>;
}

/**
 * What it takes to go on with changed agents: their first messages that differ from the log become
 * void, with all that followed from them, and each session goes on from where its messages still
 * agree. Undefined when none of the roles has changed.
 *
 * @throws HindcastError USAGE for a role that the run does not have, LOG_DIVERGED when an agent of
 * another role does not follow the log
 */
export async function acceptanceOf(
  run: CurrentRun,
  actors: ActorRegistry,
  roles: readonly string[],
): Promise<Acceptance | undefined> {
  const behaviours = changedAmong(run, actors, roles);
  if (Object.keys(behaviours).length === 0) return undefined;
  const { log } = run;
  const voids = new Map<string, Set<number>>();
  const add = (session: string, seqs: Iterable<number>): void => {
    voids.set(session, new Set([...(voids.get(session) ?? []), ...seqs]));
  };
  for (const [session, seqs] of await findFailures(() => readLog(log))) add(session, seqs);
  const before = await collectVoids(readLog(log, { holding: "run.retried" }));
  for (;;) {
    const own = new Set([...voids.values()].flatMap((seqs) => [...seqs]));
    const report = await foldUnfinished(log, actors, new Set([...before, ...own]));
    const roots = report.divergences.flatMap(({ agent, seq, what }) =>
      (what === "differs" || what === "missing") && parseAddress(agent).role in behaviours
        ? [seq]
        : [],
    );
    if (!roots.some((seq) => !own.has(seq))) {
      await checkFollows(log, actors, own);
      return { behaviours, voids: new Map([...voids].map(([key, seqs]) => [key, [...seqs]])) };
    }
    const found = await consequences(log, new Set([...own, ...roots]), before);
    for (const [session, seqs] of found) add(session, seqs);
  }
}

/** Records in the log that a run goes on with changed agents, and from where. */
export async function recordAcceptance(
  bus: ControlBus,
  { behaviours, voids }: Acceptance,
): Promise<void> {
  await publishControl(bus, "accept", [{ kind: "run.accepted", body: { behaviours } }]);
  await publishVoids(bus, voids);
}

function changedAmong(
  { behaviours }: CurrentRun,
  actors: ActorRegistry,
  roles: readonly string[],
): Record<string, string> {
  const changed: Record<string, string> = {};
  for (const role of roles) {
    const loaded = actors.behaviours[role];
    if (loaded === undefined || behaviours[role] === undefined) {
      const known = Object.keys(behaviours);
      const meant = nearest(role, known);
      const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
      const detail = `--accept-behaviour ${role}: the run's roles are ${known.join(", ")}${hint}`;
      throw new HindcastError("USAGE", detail);
    }
    if (loaded !== behaviours[role]) changed[role] = loaded;
  }
  return changed;
}

/** Positions of these messages and of all that followed from them, by session. */
async function consequences(
  log: string,
  roots: ReadonlySet<number>,
  before: ReadonlySet<number>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, number[]>();
  const seqs = new Map<string, number>();
  const voidIds = new Set<string>();
  // A sender numbers its messages without gaps, so all after a void one are void too.
  const voidSenders = new Set<string>();
  /** Agents that received a void message: what they said to later ones has another state behind it. */
  const misled = new Map<string, number>();
  const follows = ({ cause, from, seq }: Envelope): boolean => {
    if (roots.has(seq) || voidSenders.has(from)) return true;
    if (cause === null) return false;
    return voidIds.has(cause) || (seqs.get(cause) ?? 0) > (misled.get(from) ?? Infinity);
  };
  for await (const envelope of readLog(log)) {
    const { id, seq, from, to, session } = envelope;
    if (session === RUN_SESSION || before.has(seq)) continue;
    seqs.set(id, seq);
    if (!follows(envelope)) continue;
    voidIds.add(id);
    if (countOf(id) !== undefined) voidSenders.add(from);
    if (parseAddress(to).key !== SERVICE_KEY && !misled.has(to)) misled.set(to, seq);
    found.set(session, [...(found.get(session) ?? []), seq]);
  }
  return found;
}
