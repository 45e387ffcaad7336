import { open, readFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { decodeEnvelope, encodeEnvelope, type Draft } from "../../protocols/index.ts";

/** The least that logging takes: encode, length and CRC, one write for each batch. */
export async function appendBare(
  path: string,
  drafts: readonly Draft[],
  batch: number,
): Promise<void> {
  const file = await open(path, "w");
  let seq = 0;
  for (let first = 0; first < drafts.length; first += batch) {
    const frames: Buffer[] = [];
    for (const draft of drafts.slice(first, first + batch)) {
      seq += 1;
      const payload = encodeEnvelope({ ...draft, seq, time: Date.now() });
      const header = Buffer.allocUnsafe(8);
      header.writeUInt32LE(payload.length, 0);
      header.writeUInt32LE(crc32(payload), 4);
      frames.push(header, payload);
    }
    await file.write(Buffer.concat(frames));
  }
  await file.close();
}

/** The least that reading takes: the file in memory, lengths, CRCs, decoding. */
export async function readBare(path: string, start: number): Promise<number> {
  const bytes = await readFile(path);
  let count = 0;
  for (let at = start; at < bytes.length; count += 1) {
    const payload = bytes.subarray(at + 8, at + 8 + bytes.readUInt32LE(at));
    if (crc32(payload) !== bytes.readUInt32LE(at + 4)) throw new Error("bad frame");
    decodeEnvelope(payload);
    at += 8 + payload.length;
  }
  return count;
}
