import { Packr } from "msgpackr";
import * as z from "zod";
import { HindcastError, reasonOf } from "../errors/index.ts";

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
 * What {@link decodeEnvelope} makes of the bytes of an envelope that was just encoded: a copy, so that
 * actors share no objects, whose texts need not be decoded.
 */
export function copyEnvelope(envelope: Envelope, bytes: Uint8Array): Envelope {
  const { id, run, session, from, to, kind, cause } = envelope;
  const names = [id, run, session, from, to, kind, cause ?? ""];
  const body = names.every((name) => name.isWellFormed()) ? copyPlain(envelope.body) : CHANGES;
  // What the encoding changes is rare, and decoded.
  return body === CHANGES ? (packr.unpack(bytes) as Envelope) : { ...envelope, body };
}

/** Stands for a value that its encoding changes: half a surrogate pair, a function, `__proto__`. */
const CHANGES = Symbol("changes");

function copyPlain(value: unknown): unknown {
  if (typeof value === "string") return value.isWellFormed() ? value : CHANGES;
  // msgpack has no negative zero.
  if (typeof value === "number") return value === 0 ? 0 : value;
  if (typeof value === "boolean" || value === undefined || value === null) return value;
  if (typeof value !== "object") return CHANGES;
  if (Array.isArray(value)) return copyList(value);
  const copy: Record<string, unknown> = {};
  for (const key in value) {
    const inner = copyPlain((value as Record<string, unknown>)[key]);
    if (inner === CHANGES || key === "__proto__" || !key.isWellFormed()) return CHANGES;
    copy[key] = inner;
  }
  return copy;
}

function copyList(list: readonly unknown[]): unknown {
  const copy: unknown[] = [];
  for (const item of list) {
    const inner = copyPlain(item);
    if (inner === CHANGES) return CHANGES;
    copy.push(inner);
  }
  return copy;
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

/** Bytes that the names of an envelope's fields, their lengths, its position and its time take. */
const FRAME_BYTES = 160;

/**
 * Throws MESSAGE_INVALID or MESSAGE_TOO_LARGE for a message that no bus carries. Most are small by
 * an upper bound on their size, and are not encoded for it.
 */
export function checkCarried(draft: Draft): void {
  const { id, run, session, from, to, kind, cause, body } = draft;
  const names = id.length + run.length + session.length + from.length + to.length + kind.length;
  const most = FRAME_BYTES + 3 * (names + (cause?.length ?? 0)) + largestSize(body, 0);
  if (most <= ENVELOPE_LIMIT) return;
  encodeEnvelope({ ...draft, seq: Number.MAX_SAFE_INTEGER, time: DATE_LIMIT });
}

/**
 * Bytes that a plain value takes at most: a UTF-16 unit takes three as UTF-8, a length five. Infinity
 * for a value that is not plain, which is as `notPlain` has it.
 */
function largestSize(value: unknown, depth: number): number {
  if (typeof value === "string") return 5 + 3 * value.length;
  if (typeof value === "number") return Number.isFinite(value) ? 9 : Infinity;
  if (typeof value !== "object") return typeof value === "bigint" ? Infinity : 9;
  if (value === null) return 9;
  if (depth > DEPTH_LIMIT) return Infinity;
  let size = 5;
  if (Array.isArray(value)) {
    for (const item of value) size += largestSize(item, depth + 1);
    return size;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return Infinity;
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key];
    size += 5 + 3 * key.length + largestSize(inner, depth + 1);
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
