import { requestOfReply } from "../../../../protocols/index.ts";
import type { Log } from "../../../log/index.ts";
import { readRows } from "../history.ts";
import { sessionsOfMessage } from "../../routing/index.ts";
import type { IndexedOffset } from "./offset-index.ts";
import { indexInto, type LogIndex } from "./log-index.ts";
import { MessageRows } from "./rows.ts";
import { SessionIndex } from "./session-index.ts";

/**
 * Files the messages of a session again, without those that are void: an answer that is void
 * leaves its request unanswered, and a sender's count goes back to that of its valid messages.
 */
export async function reindex(
  log: Log,
  index: LogIndex,
  name: string,
  head: IndexedOffset,
): Promise<{ readonly before: SessionIndex | undefined; readonly after: SessionIndex }> {
  const before = index.sessions.get(name);
  const rows = before?.rows ?? (await findRows(log, index, name, head));
  const after = new SessionIndex(rows);
  let done = 0;
  // Messages that arrive during the scan get rows as well, so the last check misses none.
  while (done < rows.count) {
    const from = done;
    done = rows.count;
    let row = from;
    for await (const message of readRows(log, rows, from, done)) {
      if (!index.voids.has(message.seq)) {
        indexInto(name, after, message, sessionsOfMessage(message), row);
        const answered = requestOfReply(message.id);
        if (answered !== undefined) after.requests.delete(answered);
      }
      row += 1;
    }
  }
  index.released.delete(name);
  index.sessions.set(name, after);
  return { before, after };
}

/** The messages that concern a session whose index was given up, found by reading the log. */
async function findRows(
  log: Log,
  index: LogIndex,
  name: string,
  head: IndexedOffset,
): Promise<MessageRows> {
  const rows = new MessageRows();
  const start = index.offsets.before(1);
  if (!start) return rows;
  for await (const records of log.scan(start.offset, head.offset, start.seq)) {
    for (const { envelope, offset, length } of records) {
      const { to, from } = sessionsOfMessage(envelope);
      if (envelope.session === name || to === name || from === name) {
        rows.add(envelope.seq, offset, length);
      }
    }
  }
  return rows;
}
