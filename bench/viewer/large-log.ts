import { mkdir } from "node:fs/promises";
import path from "node:path";
import { encodeEnvelope, formatAddress, messageId, replyId } from "../../protocols/index.ts";
import { createLog } from "../../runtime/log/index.ts";

/** Files whose coders and searches take turns in the log. */
const FILES = 4000;
const SESSION = "large-000000";
const BODY = { text: "what a message of a run says, more or less. ".repeat(3), numbers: [1, 2, 3] };

/** Writes a log of so many messages: requests of searches to a scorer, and its answers. */
export async function writeLargeLog(directory: string, messages: number): Promise<string> {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, "log.hlog");
  const log = await createLog(file);
  const scorer = formatAddress({ session: SESSION, role: "scorer", key: "pool" });
  const searches = Array.from({ length: FILES }, (_none, index) =>
    formatAddress({ session: SESSION, role: "search", key: `src/module-${index}.ts` }),
  );
  const about = { run: "bench", session: SESSION, body: BODY };
  let cause: string | null = null;
  for (let seq = 1; seq <= messages; seq += 2) {
    const turn = (seq - 1) / 2;
    const search = searches[turn % FILES] ?? "";
    const id = messageId(search, Math.floor(turn / FILES));
    const request = { ...about, id, from: search, to: scorer, kind: "scorer.score", cause };
    const answer = { ...about, id: replyId(id), from: scorer, to: search, kind: "scorer.scored" };
    log.writer.append(encodeEnvelope({ ...request, seq, time: 1e12 + seq }));
    log.writer.append(encodeEnvelope({ ...answer, cause: id, seq: seq + 1, time: 1e12 + seq + 1 }));
    cause = replyId(id);
    await log.writer.room();
  }
  await log.close();
  return file;
}
