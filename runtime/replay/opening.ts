import {
  HindcastError,
  knownPart,
  messages,
  problemOf,
  type Body,
  type Envelope,
} from "../../protocols/index.ts";
import { Config } from "../config/index.ts";

/** How a run was started. */
export interface Opening {
  /** The opening records: the first one, and those that continue its list of sessions. */
  readonly records: readonly [first: Envelope, ...lists: Envelope[]];
  /** With all sessions of the run. */
  readonly opened: Omit<Body<"run.opened">, "total">;
  readonly config: Config;
}

/**
 * Reads how a run was started from the first messages of its log. Throws LOG_INVALID when there is
 * none, when the first is not that of a run that this version can read, or when sessions that it
 * counts are not listed.
 *
 * @param where the log's path or the run's name, for errors
 */
export async function readOpening(log: AsyncIterable<Envelope>, where: string): Promise<Opening> {
  let start: { first: Envelope; opened: Body<"run.opened">; config: Config } | undefined;
  const lists: Envelope[] = [];
  const sessions: Body<"run.opened">["sessions"] = [];
  for await (const record of log) {
    if (start) {
      const more = checkRecord("run.sessions", record);
      lists.push(record);
      sessions.push(...more.sessions);
    } else {
      start = firstOf(record, where);
      sessions.push(...start.opened.sessions);
    }
    const { first, opened, config } = start;
    const { total = sessions.length, ...rest } = opened;
    if (sessions.length < total) continue;
    return { records: [first, ...lists], opened: { ...rest, sessions }, config };
  }
  const what = start
    ? `ends within the list of its sessions: its run was never started`
    : "holds no message: its run was never started";
  throw new HindcastError("LOG_INVALID", `${where} ${what}`);
}

function firstOf(
  first: Envelope,
  where: string,
): { first: Envelope; opened: Body<"run.opened">; config: Config } {
  const opened = checkRecord("run.opened", first);
  const known = knownPart(Config, opened.configuration);
  if (known) return { first, opened, config: Config.parse(known.value) };
  throw new HindcastError("LOG_INVALID", `${where}: its configuration is of another version`);
}

/** A record that opens a run. Throws LOG_INVALID when a log does not begin as every log does. */
function checkRecord<Kind extends "run.opened" | "run.sessions">(
  kind: Kind,
  envelope: Envelope,
): Body<Kind> {
  const which = kind === "run.opened" ? "its first record" : `its record ${envelope.seq}`;
  if (envelope.kind !== kind) {
    const what = kind === "run.opened" ? "open a run" : "go on with the list of sessions";
    throw new HindcastError("LOG_INVALID", `${which} does not ${what}`);
  }
  const schema = messages[kind];
  const parsed = schema.safeParse(envelope.body);
  if (parsed.success) return parsed.data as Body<Kind>;
  const known = knownPart(schema, envelope.body);
  if (known) return schema.parse(known.value) as Body<Kind>;
  const problem = `${which} is of another version: ${problemOf(parsed.error)}`;
  throw new HindcastError("LOG_INVALID", problem);
}
