import { createLog, readLog } from "../../runtime/log/index.ts";
import { encodeEnvelope, type Envelope } from "../../protocols/index.ts";

/** The sender of the first message of every session. */
const DRIVER = "run/control/driver#";

/**
 * Writes the log of a run of one session again and again under other names, until it has so many
 * messages: what agents send depends on what they were told, not on the name of their session, so
 * they follow this log as they follow the short one.
 *
 * @returns the number of messages
 */
export async function writeLongLog(from: string, to: string, least: number): Promise<number> {
  const messages: Envelope[] = [];
  for await (const envelope of readLog(from)) messages.push(envelope);
  const [opened, ...rest] = messages;
  const session = rest[0]?.session;
  if (!opened || session === undefined) throw new Error(`${from} holds no session`);
  const driven = rest.filter(({ id }) => id.startsWith(DRIVER)).length;
  const text = JSON.stringify(rest);
  const log = await createLog(to);
  log.writer.append(encodeEnvelope(opened));
  let seq = 1;
  for (let copy = 0; seq < least; copy += 1) {
    const renamed = text
      .replaceAll(`"${session}`, `"${session}x${copy}`)
      .replaceAll(/"run\/control\/driver#([1-9]\d*)/g, (_, own: string) => {
        return `"${DRIVER}${Number(own) + copy * driven}`;
      });
    for (const envelope of JSON.parse(renamed) as Envelope[]) {
      seq += 1;
      log.writer.append(encodeEnvelope({ ...envelope, seq }));
      await log.writer.room();
    }
  }
  await log.close();
  return seq;
}
