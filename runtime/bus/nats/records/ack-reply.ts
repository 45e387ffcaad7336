import type { Msg } from "@nats-io/transport-node";
import type { StreamRecord } from "./record.ts";

/** A message as a consumer of a stream delivers it. */
export interface DeliveredRecord extends StreamRecord {
  /** 1 for the first delivery. */
  readonly attempt: number;
  /** Counts what this consumer was sent. */
  readonly consumerSeq: number;
  /** Messages that the consumer has still to send. */
  readonly pending: number;
}

/**
 * Reads the reply subject of a delivery, `$JS.ACK.<stream>.<consumer>.<delivered>.<seq>.<turn>.
 * <nanoseconds>.<pending>`; servers of accounts with a domain put domain and account first and a
 * random token last. Undefined for anything else.
 */
export function deliveredOf(message: Msg): DeliveredRecord | undefined {
  const tokens = message.reply?.split(".") ?? [];
  const base = tokens.length === 9 ? 4 : 6;
  if (tokens[0] !== "$JS" || tokens[1] !== "ACK" || tokens.length < base + 5) return undefined;
  const number = (index: number): number => Number(tokens[base + index]);
  return {
    attempt: number(0),
    seq: number(1),
    consumerSeq: number(2),
    time: Math.floor(number(3) / 1e6),
    pending: number(4),
    subject: message.subject,
    headers: message.headers,
    data: message.data,
  };
}
