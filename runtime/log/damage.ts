import { decodeEnvelope } from "../../protocols/index.ts";
import { readBytes, type LogFile } from "./file.ts";
import { FRAME_LIMIT, HEADER_BYTES, MAGIC, PAYLOAD_KEY, frameAt } from "./frame.ts";

const WINDOW = 4 * 1024 * 1024;

/** Bytes of candidate frames that may be checked: hostile text can pose as many beginnings. */
const CHECKED_LIMIT = 2 ** 30;

/** Whether a second log begins where the frames of the first one end. */
export async function isSecondHeader(file: LogFile, at: number, end: number): Promise<boolean> {
  if (end - at < MAGIC.length) return false;
  return (await readBytes(file, at, MAGIC.length)).equals(MAGIC);
}

/**
 * Whether a whole frame follows anywhere after a bad one. Only then is the log damaged; else its
 * tail is torn. A candidate must hold an envelope, so that bytes which only look like a frame do not
 * count. When the search takes too long the answer is yes: nothing is ever cut on a guess.
 */
export async function hasLaterFrame(file: LogFile, bad: number, end: number): Promise<boolean> {
  let checked = 0;
  // The map's head is one byte, and the header of the frame is before it.
  const ahead = HEADER_BYTES + 1;
  // Windows overlap by the largest frame, so that each candidate is whole in one of them.
  for (let base = bad + 1; base < end; base += WINDOW) {
    const bytes = await readBytes(file, base, Math.min(WINDOW + FRAME_LIMIT, end - base));
    let at = bytes.indexOf(PAYLOAD_KEY, ahead) - ahead;
    while (at >= 0 && at < WINDOW) {
      const frame = frameAt(bytes, at, bytes.length);
      if (frame.state === "whole" && holdsEnvelope(frame.payload)) return true;
      if (frame.state !== "short") checked += Math.min(bytes.readUInt32LE(at), FRAME_LIMIT);
      if (checked > CHECKED_LIMIT) return true;
      at = bytes.indexOf(PAYLOAD_KEY, at + ahead + 1) - ahead;
    }
  }
  return false;
}

function holdsEnvelope(payload: Buffer): boolean {
  try {
    decodeEnvelope(payload);
    return true;
  } catch {
    return false;
  }
}
