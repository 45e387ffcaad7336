import { crc32 } from "node:zlib";
import { ENVELOPE_LIMIT, LOG_FORMAT } from "../../protocols/index.ts";

/** The first line of every log; what follows are frames and nothing else. */
export const MAGIC = Buffer.from(`${LOG_FORMAT}\n`, "latin1");

/** A frame's header: the payload's length and its CRC-32, each a little-endian u32. */
export const HEADER_BYTES = 8;

/** The largest frame, in bytes, that a reader accepts: a hostile length never takes memory. */
export const FRAME_LIMIT = HEADER_BYTES + ENVELOPE_LIMIT;

/**
 * The first key of every payload, `id`, as msgpack writes it after the head of the map. It lets a
 * search for the next whole frame skip through damaged bytes at the speed of `indexOf`.
 */
export const PAYLOAD_KEY = Buffer.from([0xa2, 0x69, 0x64]);

/** Writes header and payload into `target` at `at`; returns the frame's length. */
export function writeFrame(target: Buffer, at: number, payload: Uint8Array): number {
  target.writeUInt32LE(payload.length, at);
  target.writeUInt32LE(crc32(payload), at + 4);
  target.set(payload, at + HEADER_BYTES);
  return HEADER_BYTES + payload.length;
}

/**
 * The bytes at an offset: a whole frame, a frame that extends past the end of the data, or bytes
 * that no writer has written.
 */
export type Frame =
  | { readonly state: "whole"; readonly length: number; readonly payload: Buffer }
  | { readonly state: "short"; readonly length: number }
  | { readonly state: "bad" };

const BAD: Frame = { state: "bad" };

/** Parses the frame at `at`; bytes from `end` on are not read. */
export function frameAt(bytes: Buffer, at: number, end: number): Frame {
  if (end - at < HEADER_BYTES) return { state: "short", length: HEADER_BYTES };
  const size = bytes.readUInt32LE(at);
  if (size < PAYLOAD_KEY.length || size > ENVELOPE_LIMIT) return BAD;
  const length = HEADER_BYTES + size;
  if (at + length > end) return { state: "short", length };
  const payload = bytes.subarray(at + HEADER_BYTES, at + length);
  if (crc32(payload) !== bytes.readUInt32LE(at + 4)) return BAD;
  return { state: "whole", length, payload };
}
