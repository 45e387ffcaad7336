import { HindcastError, RUN_SESSION } from "../../../protocols/index.ts";
import { readLog } from "../../../runtime/log/index.ts";
import { LogFold, collectVoids, type ReplayReport } from "../../../runtime/replay/index.ts";
import type { ActorRegistry } from "../../actors/index.ts";

/**
 * Checks that today's agents follow the log in the sessions that are to go on. Agents that do not
 * would ask what the log never answers, and wait for ever. Throws LOG_DIVERGED with the first place.
 *
 * @param log path of the log
 * @param more positions that become void when the run goes on
 */
export async function checkFollows(
  log: string,
  actors: ActorRegistry,
  more: ReadonlySet<number> = new Set(),
): Promise<void> {
  const voids = await collectVoids(readLog(log, { holding: "run.retried" }));
  const { divergences, more: unlisted } = await foldUnfinished(
    log,
    actors,
    new Set([...voids, ...more]),
  );
  const [first] = divergences;
  if (!first) return;
  const { seq, agent, kind, path, error, likely } = first;
  const others = divergences.length + unlisted - 1;
  const thrown = error ? `; it throws ${error.code}: ${error.reason}` : "";
  const where = `seq ${seq}: ${agent}, ${kind}${path}${thrown}; likely ${likely}`;
  throw new HindcastError(
    "LOG_DIVERGED",
    `${log}, ${where}${others > 0 ? `; and ${others} more` : ""}`,
  );
}

/** Folds the sessions of a log that did not finish through today's agents. */
export async function foldUnfinished(
  log: string,
  actors: ActorRegistry,
  voids: ReadonlySet<number>,
): Promise<ReplayReport> {
  const finished = await finishedSessions(log);
  const fold = new LogFold({ definitions: actors.agents, messages: actors.messages, voids });
  for await (const envelope of readLog(log)) {
    if (envelope.session === RUN_SESSION || !finished.has(envelope.session)) fold.add(envelope);
  }
  return fold.finish();
}

async function finishedSessions(log: string): Promise<ReadonlySet<string>> {
  const finished = new Set<string>();
  for await (const { kind, session } of readLog(log, { holding: "session.finished" })) {
    if (kind === "session.finished") finished.add(session);
  }
  return finished;
}
