import { mkdir } from "node:fs/promises";
import path from "node:path";
import { HindcastError, encodeEnvelope } from "../../protocols/index.ts";
import { BLOB_FOLDER, BlobStore, LOG_FILE } from "../bus/index.ts";
import { readBlobs, type NatsBus } from "../bus/nats/index.ts";
import { createLog } from "../log/index.ts";
import type { NatsLink } from "../nats/index.ts";
import { keptMessages } from "./kept.ts";
import { renumbered } from "./positions.ts";

/**
 * Writes what the log of a run on a NATS server holds now to a directory, as a log that can be
 * replayed, with renumbered positions and the blobs beside it. The run may continue; sessions that
 * were collected have left the server and are not part of it.
 *
 * @param session export only this session, after the run's first record
 * @returns how many messages were written
 * @throws HindcastError OUTPUT_EXISTS, LOG_WRITE, NATS_*
 */
export async function exportLog(
  link: NatsLink,
  bus: NatsBus,
  directory: string,
  session: string | undefined,
): Promise<number> {
  await mkdir(directory, { recursive: true });
  const log = await createLog(path.join(directory, LOG_FILE));
  const store = new BlobStore(path.join(directory, BLOB_FOLDER));
  const sessions = new Set<string>();
  const positions = new Map<number, number>();
  let count = 0;
  try {
    for await (const envelope of keptMessages(bus)) {
      if (session !== undefined && count > 0 && envelope.session !== session) continue;
      count += 1;
      positions.set(envelope.seq, count);
      if (count > 1) sessions.add(envelope.session);
      log.writer.append(encodeEnvelope({ ...renumbered(envelope, positions), seq: count }));
      await log.writer.room();
    }
    for (const name of sessions) {
      for await (const bytes of readBlobs(link, bus.run, name)) await store.put(bytes);
    }
  } finally {
    await log.close();
  }
  if (session !== undefined && count < 2) {
    throw new HindcastError("USAGE", `the run holds no message of a session ${session}`);
  }
  return count;
}
