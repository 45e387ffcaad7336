import { Packr } from "msgpackr";
import * as z from "zod";
import { HindcastError, reasonOf } from "./errors.ts";

/** Milliseconds from 1970 that a date can hold, to either side. */
const DATE_LIMIT = 8.64e15;

/** A message as the log holds it. Fields that a newer writer added are left out when it is read. */
export const Envelope = z.object({
  /** `<from>#<n>` or `<request id>.reply`. */
  id: z.string().min(1),
  run: z.string().min(1),
  session: z.string().min(1),
  from: z.string().min(1),
  to: z.string().min(1),
  /** An entry of the table of message kinds. */
  kind: z.string().min(1),
  /** The id of the message that was being handled, or null for what starts a run. */
  cause: z.string().nullable(),
  /** The position in the log, from 1. */
  seq: z.int().positive(),
  /** Milliseconds since 1970 when the log took the message. */
  time: z.number().min(-DATE_LIMIT).max(DATE_LIMIT),
  body: z.unknown(),
});
export type Envelope = z.infer<typeof Envelope>;

/** A message before the log gave it a position and a time. */
export type Draft = Omit<Envelope, "seq" | "time">;

// Records would make a frame depend on earlier ones; a log must be readable from any frame.
const packr = new Packr({ useRecords: false, variableMapSize: true });

/** The largest encoded envelope, in bytes: NATS carries 1 MiB with its headers. */
export const ENVELOPE_LIMIT = 1_000_000;

/** Envelope to bytes of plain msgpack. Throws MESSAGE_TOO_LARGE. */
export function encodeEnvelope(envelope: Envelope): Buffer {
  const { id, run, session, from, to, kind, cause, seq, time, body } = envelope;
  requirePlain(body);
  return bounded(
    packr.pack({ id, run, session, from, to, kind, cause, seq, time, body }),
    envelope,
  );
}

/**
 * Decodes bytes that {@link encodeEnvelope} returned in this process: nothing in them needs a
 * check. For bytes from a file or a server, use {@link decodeEnvelope}.
 */
export function decodeOwnEnvelope(bytes: Uint8Array): Envelope {
  return packr.unpack(bytes) as Envelope;
}

/** Decodes an envelope. Throws MESSAGE_INVALID when the bytes do not hold one. */
export function decodeEnvelope(bytes: Uint8Array): Envelope {
  const value = unpack(bytes);
  // Ten times as fast as the schema, which is only needed to describe a fault.
  if (isEnvelope(value)) return value;
  const parsed = Envelope.safeParse(value);
  if (!parsed.success) throw new HindcastError("MESSAGE_INVALID", z.prettifyError(parsed.error));
  return parsed.data;
}

/**
 * msgpack also carries dates, sets, big integers and instances of classes, which no actor expects.
 * Throws MESSAGE_INVALID.
 */
function requirePlain(value: unknown): void {
  const problem = notPlain(value, 0);
  if (problem) throw new HindcastError("MESSAGE_INVALID", `it holds ${problem}, which is no JSON`);
}

/** Arrays and objects that one value may be inside of. */
const DEPTH_LIMIT = 128;

function notPlain(value: unknown, depth: number): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : String(value);
  if (typeof value !== "object") return typeof value === "bigint" ? "a big integer" : undefined;
  if (value === null) return undefined;
  if (depth > DEPTH_LIMIT) return `more than ${DEPTH_LIMIT} levels`;
  if (Array.isArray(value)) {
    for (const item of value) {
      const problem = notPlain(item, depth + 1);
      if (problem) return problem;
    }
    return undefined;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return "an instance of a class";
  for (const key in value) {
    const problem = notPlain((value as Record<string, unknown>)[key], depth + 1);
    if (problem) return problem;
  }
  return undefined;
}

/** Whether a value has the exact form of {@link Envelope}; may be false for valid values, which need the schema. */
function isEnvelope(value: unknown): value is Envelope {
  if (!isSent(value)) return false;
  const { seq, time } = value as { seq?: unknown; time?: unknown };
  return (
    Number.isSafeInteger(seq) &&
    (seq as number) > 0 &&
    typeof time === "number" &&
    Math.abs(time) <= DATE_LIMIT &&
    Object.keys(value).length === 10
  );
}

/** Whether the fields that a draft has are there and of the right type. */
function isSent(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const { id, run, session, from, to, kind, cause } = value as Record<string, unknown>;
  return (
    isName(id) &&
    isName(run) &&
    isName(session) &&
    isName(from) &&
    isName(to) &&
    isName(kind) &&
    (cause === null || typeof cause === "string") &&
    "body" in value
  );
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function bounded(bytes: Buffer, { kind, from }: Draft): Buffer {
  if (bytes.length <= ENVELOPE_LIMIT) return bytes;
  throw new HindcastError("MESSAGE_TOO_LARGE", `${kind} from ${from}: ${bytes.length} bytes`);
}

/** Bytes that the names of an envelope's fields, its position and its time take. */
const FRAME_BYTES = 128;

/**
 * Throws MESSAGE_INVALID or MESSAGE_TOO_LARGE for a message that no bus carries. Most are small by
 * an upper bound on their size, and are not encoded for it.
 */
export function checkCarried(draft: Draft): void {
  requirePlain(draft.body);
  const { id, run, session, from, to, kind, cause, body } = draft;
  const names = [id, run, session, from, to, kind, cause];
  if (FRAME_BYTES + largestSize(names) + largestSize(body) <= ENVELOPE_LIMIT) return;
  encodeEnvelope({ ...draft, seq: Number.MAX_SAFE_INTEGER, time: DATE_LIMIT });
}

/** Bytes that a plain value takes at most: a UTF-16 unit takes three as UTF-8, a length five. */
function largestSize(value: unknown): number {
  if (typeof value === "string") return 5 + 3 * value.length;
  if (typeof value !== "object" || value === null) return 9;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + largestSize(item), 5);
  let size = 5;
  for (const key in value) {
    size += 5 + 3 * key.length + largestSize((value as Record<string, unknown>)[key]);
  }
  return size;
}

function unpack(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    value = packr.unpack(bytes) as unknown;
  } catch (error) {
    throw new HindcastError("MESSAGE_INVALID", reasonOf(error), { cause: error });
  }
  requirePlain(value);
  return value;
}

/** A frame may say a position and a time of its own, which nothing goes by. */
const Sent = Envelope.partial({ seq: true, time: true });

/** Draft to bytes of plain msgpack, for a log that keeps position and time itself. */
export function encodeDraft(draft: Draft): Buffer {
  const { id, run, session, from, to, kind, cause, body } = draft;
  requirePlain(body);
  return bounded(packr.pack({ id, run, session, from, to, kind, cause, body }), draft);
}

/**
 * The inverse of {@link encodeDraft}, with the position and the time that the log gave it; others in
 * the frame are checked and left out. Throws MESSAGE_INVALID.
 */
export function decodeDraft(bytes: Uint8Array, seq: number, time: number): Envelope {
  const value = unpack(bytes);
  if (isSent(value) && Object.keys(value).length === 8) return { ...value, seq, time };
  const parsed = Sent.safeParse(value);
  if (!parsed.success) throw new HindcastError("MESSAGE_INVALID", z.prettifyError(parsed.error));
  return { ...parsed.data, seq, time };
}
