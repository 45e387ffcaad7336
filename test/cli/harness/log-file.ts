import { readFile, writeFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { decodeEnvelope, encodeEnvelope, type Envelope } from "../../../protocols/index.ts";

// Written down here once more, on purpose: a test that took the format from the code would not
// notice that the code changed it.
const MAGIC = "hindcast.log/1\n";
const HEADER = 8;

/** A message of a log and where its frame stands. */
export interface Framed {
  readonly offset: number;
  readonly length: number;
  readonly envelope: Envelope;
}

/** The frames of a whole log. */
export async function readFrames(log: string): Promise<Framed[]> {
  const bytes = await readFile(log);
  if (bytes.subarray(0, MAGIC.length).toString("latin1") !== MAGIC) throw new Error("no log");
  const frames: Framed[] = [];
  for (let offset = MAGIC.length; offset < bytes.length;) {
    const size = bytes.readUInt32LE(offset);
    const payload = bytes.subarray(offset + HEADER, offset + HEADER + size);
    if (crc32(payload) !== bytes.readUInt32LE(offset + 4)) throw new Error(`bad CRC at ${offset}`);
    frames.push({ offset, length: HEADER + size, envelope: decodeEnvelope(payload) });
    offset += HEADER + size;
  }
  return frames;
}

/** Writes a log with correct frames around whatever the messages say. */
export async function writeFrames(log: string, messages: readonly Envelope[]): Promise<void> {
  const parts = messages.flatMap((message) => {
    const payload = encodeEnvelope(message);
    const header = Buffer.alloc(HEADER);
    header.writeUInt32LE(payload.length, 0);
    header.writeUInt32LE(crc32(payload), 4);
    return [header, payload];
  });
  await writeFile(log, Buffer.concat([Buffer.from(MAGIC, "latin1"), ...parts]));
}
