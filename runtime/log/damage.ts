import { decodeEnvelope } from "../../protocols/index.ts";
import { readBytes, type LogFile } from "./file.ts";
import { FRAME_LIMIT, HEADER_BYTES, PAYLOAD_START, frameAt } from "./frame.ts";

const WINDOW = 4 * 1024 * 1024;

/** Bytes of candidate frames that may be checked: hostile text can pose as many beginnings. */
const CHECKED_LIMIT = 2 ** 30;

/**
 * Whether a whole frame stands anywhere behind a bad one. Only then is the log damaged; else
 * its tail is torn. A candidate must hold an envelope later than `seq`, so that bytes which only
 * look like a frame do not count. When the search grows too dear the answer is yes: nothing is
 * ever cut on a guess.
 */
export async function hasFrameBehind(
  file: LogFile,
  bad: number,
  end: number,
  seq: number,
): Promise<boolean> {
  let checked = 0;
  // Windows overlap by the largest frame, so that each candidate is whole in one of them.
  for (let base = bad + 1; base < end; base += WINDOW) {
    const bytes = await readBytes(file, base, Math.min(WINDOW + FRAME_LIMIT, end - base));
    let at = bytes.indexOf(PAYLOAD_START, HEADER_BYTES) - HEADER_BYTES;
    while (at >= 0 && at < WINDOW) {
      const frame = frameAt(bytes, at, bytes.length);
      if (frame.state === "whole" && isLater(frame.payload, seq)) return true;
      if (frame.state !== "short") checked += Math.min(bytes.readUInt32LE(at), FRAME_LIMIT);
      if (checked > CHECKED_LIMIT) return true;
      at = bytes.indexOf(PAYLOAD_START, at + HEADER_BYTES + 1) - HEADER_BYTES;
    }
  }
  return false;
}

function isLater(payload: Buffer, seq: number): boolean {
  try {
    return decodeEnvelope(payload).seq > seq;
  } catch {
    return false;
  }
}
