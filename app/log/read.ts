import { HindcastError, type Envelope } from "../../protocols/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import { MessageIndex, collectVoids } from "../../runtime/replay/index.ts";

/** The messages of a log. Throws LOG_INVALID for one without any, as every command does. */
export async function* readMessages(log: string): AsyncGenerator<Envelope, void, undefined> {
  let empty = true;
  for await (const envelope of readLog(log)) {
    empty = false;
    yield envelope;
  }
  if (!empty) return;
  throw new HindcastError("LOG_INVALID", `${log} holds no message: its run was never started`);
}

/** Reads all messages of a log. Throws LOG_INVALID, LOG_DAMAGED, OUTPUT_INVALID. */
export async function indexMessages(log: string): Promise<MessageIndex> {
  const index = new MessageIndex(await collectVoids(readLog(log, { holding: "run.retried" })));
  for await (const envelope of readMessages(log)) index.add(envelope);
  return index;
}

/** The message at a position. Throws USAGE for a position that the log does not have. */
export function messageAt(index: MessageIndex, seq: number): Envelope {
  const found = index.at(seq);
  if (found) return found;
  throw new HindcastError("USAGE", `the log has no message ${seq}: its last is ${index.last}`);
}
