import { headers, type Msg, type MsgHdrs } from "@nats-io/transport-node";
import {
  HindcastError,
  countOfSender,
  decodeDraft,
  isHindcastError,
  type Draft,
  type Envelope,
} from "../../../../protocols/index.ts";
import { TRACE_HEADER, messageSubject, traceparent, type NatsLogger } from "../../../nats/index.ts";

/** The record at one position of the log's stream. */
export interface StreamRecord {
  /** Position in the stream, from 1. */
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly subject: string;
  readonly headers: MsgHdrs | undefined;
  readonly data: Uint8Array;
}

const HEADER = {
  id: "Hindcast-Id",
  kind: "Hindcast-Kind",
  session: "Hindcast-Session",
  record: "Hindcast-Record",
  epoch: "Hindcast-Epoch",
  sent: "Hindcast-Sent",
  offered: "Hindcast-Offered",
  retry: "Hindcast-Retry",
  linked: "Hindcast-Linked",
} as const;

const MESSAGE_ID = "Nats-Msg-Id";
const EXPECTED = "Nats-Expected-Last-Subject-Sequence";

/** Records that the bus writes for itself; nobody is delivered one. */
export type InternalRecord =
  | { readonly record: "fence"; readonly sent: number }
  | {
      readonly record: "offer";
      /** Position of the request that is offered again. */
      readonly seq: number;
      /** Position of the `run.retried` that it is offered for. */
      readonly retry: number;
      /** What its sender had sent before. */
      readonly sent: number;
    }
  /** Something of the session was said in this other one. */
  | { readonly record: "link"; readonly session: string; readonly sent: number };

/**
 * Headers of a message. An id may hold any text and a header may not: it is escaped as in a URI.
 * `generation` counts how often the session was retried: ids are used again then, and the server
 * remembers them for two minutes.
 */
export function messageHeaders(draft: Draft, generation: number): MsgHdrs {
  const { run, session, kind } = draft;
  const id = headerText(draft.id);
  const all = headers();
  all.set(MESSAGE_ID, generation === 0 ? id : `${id}~${generation}`);
  all.set(HEADER.id, id);
  all.set(HEADER.kind, headerText(kind));
  all.set(HEADER.session, headerText(session));
  all.set(TRACE_HEADER, traceparent(run, session, draft.id));
  return all;
}

/** Headers of a record of the bus's own. */
export function internalHeaders(id: string, internal: InternalRecord): MsgHdrs {
  const all = headers();
  all.set(MESSAGE_ID, headerText(id));
  all.set(HEADER.record, internal.record);
  all.set(HEADER.sent, String(internal.sent));
  if (internal.record === "link") all.set(HEADER.linked, headerText(internal.session));
  if (internal.record === "offer") {
    all.set(HEADER.offered, String(internal.seq));
    all.set(HEADER.retry, String(internal.retry));
  }
  return all;
}

/** Asks the server to take a message only after this one of the same subject. */
export function expectLast(all: MsgHdrs, seq: number): void {
  all.set(EXPECTED, String(seq));
}

/** Says which takeover of its sender a record comes after: the position of the first fence. */
export function setEpoch(all: MsgHdrs, epoch: number): void {
  if (epoch > 0) all.set(HEADER.epoch, String(epoch));
}

/** The inverse of {@link setEpoch}; the first fence of a takeover is its epoch itself. */
export function epochOf(record: StreamRecord): number {
  const epoch = Number(record.headers?.get(HEADER.epoch) ?? 0);
  return epoch === 0 && internalOf(record)?.record === "fence" ? record.seq : epoch;
}

/** What a record of the bus's own says; undefined for a message. */
export function internalOf({
  headers: all,
}: Pick<StreamRecord, "headers">): InternalRecord | undefined {
  const record = all?.get(HEADER.record);
  if (!all || !record) return undefined;
  const sent = Number(all.get(HEADER.sent));
  if (record === "offer") {
    const [seq, retry] = [Number(all.get(HEADER.offered)), Number(all.get(HEADER.retry))];
    return { record, seq, retry, sent };
  }
  if (record === "link") return { record, session: decoded(all.get(HEADER.linked)), sent };
  // A kind of record that only a newer version knows concerns nobody here either.
  return { record: "fence", sent };
}

/** What the headers say of a message; enough for all but its body. */
export function labelOf({ headers: all }: Pick<StreamRecord, "headers">): {
  readonly id: string;
  readonly kind: string;
  readonly session: string;
} {
  const text = (name: string): string => decoded(all?.get(name) ?? "");
  return { id: text(HEADER.id), kind: text(HEADER.kind), session: text(HEADER.session) };
}

/**
 * Throws MESSAGE_INVALID for bytes that are no message, and for a message that does not stand where
 * its sender and recipient say: who may publish a subject may speak for that sender alone.
 */
function envelopeOf({ data, seq, time, subject }: StreamRecord): Envelope {
  const envelope = decodeDraft(data, seq, time);
  if (messageSubject(envelope.run, envelope.to, envelope.from) === subject) return envelope;
  throw new HindcastError("MESSAGE_INVALID", `${envelope.id} stands on another subject`);
}

/** Is given a record that is left out of what is read, since it is no message. */
export type OnDamaged = (record: StreamRecord, error: HindcastError) => void;

/** The message of a record, or undefined after a call of `damaged`: junk hurts nobody else. */
export function soundEnvelope(record: StreamRecord, damaged: OnDamaged): Envelope | undefined {
  try {
    return envelopeOf(record);
  } catch (error) {
    if (!isHindcastError(error)) throw error;
    damaged(record, error);
    return undefined;
  }
}

/** Writes to the log of this process. */
export function reportDamaged({ logger }: { readonly logger: NatsLogger | undefined }): OnDamaged {
  return ({ seq, subject }, { detail }) => {
    logger?.error({ seq, subject, error: detail }, "a record is no message; left out");
  };
}

/** How many messages its sender had sent up to and including this record. */
export function sentAfter(record: StreamRecord, from: string): number {
  const internal = internalOf(record);
  if (internal) return internal.sent;
  const count = countOfSender(labelOf(record).id, from);
  return count === undefined ? 0 : count + 1;
}

/** The sender that a numbered id begins with; empty for another id. */
export function senderOf(id: string): string {
  const from = id.slice(0, Math.max(0, id.lastIndexOf("#")));
  return countOfSender(id, from) === undefined ? "" : from;
}

/** Reads a copy that the stream sent out; undefined for anything else. */
export function liveRecord(
  { headers: all, data }: Msg,
  timeOf: (seq: number) => number,
): (StreamRecord & { readonly before: number }) | undefined {
  const seq = Number(all?.get("Nats-Sequence"));
  if (!all || !Number.isSafeInteger(seq) || seq <= 0) return undefined;
  const stamp = all.get("Nats-Time-Stamp");
  return {
    seq,
    time: stamp ? Date.parse(stamp) : timeOf(seq),
    subject: all.get("Nats-Subject"),
    headers: all,
    data,
    /** The position of the record before it on the same subject, or 0. */
    before: Number(all.get("Nats-Last-Sequence")),
  };
}

function headerText(text: string): string {
  try {
    return encodeURI(text);
  } catch {
    throw new HindcastError("MESSAGE_INVALID", `${JSON.stringify(text)} has no UTF-8 form`);
  }
}

/** What is not escaped as it should be is no header of ours, and stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
