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
  readonly first: Envelope;
  readonly opened: Body<"run.opened">;
  readonly config: Config;
}

/**
 * Reads how a run was started from the first message of its log. Throws LOG_INVALID when there is
 * none, or when it is not the first record of a run that this version can read.
 *
 * @param where the log's path or the run's name, for errors
 */
export async function readOpening(log: AsyncIterable<Envelope>, where: string): Promise<Opening> {
  for await (const first of log) {
    const opened = checkFirstRecord(first);
    const known = knownPart(Config, opened.configuration);
    if (known) return { first, opened, config: Config.parse(known.value) };
    throw new HindcastError("LOG_INVALID", `${where}: its configuration is of another version`);
  }
  throw new HindcastError("LOG_INVALID", `${where} holds no message: its run was never started`);
}

/** What opened a run. Throws LOG_INVALID when a log does not begin as every log does. */
function checkFirstRecord(envelope: Envelope): Body<"run.opened"> {
  if (envelope.kind !== "run.opened") {
    throw new HindcastError("LOG_INVALID", "its first record does not open a run");
  }
  const schema = messages["run.opened"];
  const parsed = schema.safeParse(envelope.body);
  if (parsed.success) return parsed.data;
  const known = knownPart(schema, envelope.body);
  if (known) return schema.parse(known.value);
  const problem = `its first record is of another version: ${problemOf(parsed.error)}`;
  throw new HindcastError("LOG_INVALID", problem);
}
