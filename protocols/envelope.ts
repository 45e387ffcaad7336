import { Packr } from "msgpackr";
import * as z from "zod";
import { HindcastError, reasonOf } from "./errors.ts";

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
  time: z.number(),
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
  return bounded(
    packr.pack({ id, run, session, from, to, kind, cause, seq, time, body }),
    envelope,
  );
}

/** Bytes to envelope. Throws MESSAGE_INVALID when they are not one. */
export function decodeEnvelope(bytes: Uint8Array): Envelope {
  const value = unpack(bytes);
  // The schema says what is wrong; that nothing is, a plain look finds ten times as fast.
  if (isEnvelope(value)) return value;
  const parsed = Envelope.safeParse(value);
  if (!parsed.success) throw new HindcastError("MESSAGE_INVALID", z.prettifyError(parsed.error));
  return parsed.data;
}

/** Whether a value has the exact form of {@link Envelope}; false also where only the schema can tell. */
function isEnvelope(value: unknown): value is Envelope {
  if (!isSent(value)) return false;
  const { seq, time } = value as { seq?: unknown; time?: unknown };
  return (
    Number.isSafeInteger(seq) &&
    (seq as number) > 0 &&
    Number.isFinite(time) &&
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

function unpack(bytes: Uint8Array): unknown {
  try {
    return packr.unpack(bytes) as unknown;
  } catch (error) {
    throw new HindcastError("MESSAGE_INVALID", reasonOf(error), { cause: error });
  }
}

const Sent = Envelope.omit({ seq: true, time: true });

/** Draft to bytes of plain msgpack, for a log that keeps position and time itself. */
export function encodeDraft(draft: Draft): Buffer {
  const { id, run, session, from, to, kind, cause, body } = draft;
  return bounded(packr.pack({ id, run, session, from, to, kind, cause, body }), draft);
}

/** The inverse of {@link encodeDraft}, with what the log says. Throws MESSAGE_INVALID. */
export function decodeDraft(bytes: Uint8Array, seq: number, time: number): Envelope {
  const value = unpack(bytes);
  if (isSent(value) && Object.keys(value).length === 8) return { ...value, seq, time };
  const parsed = Sent.safeParse(value);
  if (!parsed.success) throw new HindcastError("MESSAGE_INVALID", z.prettifyError(parsed.error));
  return { ...parsed.data, seq, time };
}
