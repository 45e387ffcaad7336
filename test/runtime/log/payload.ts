import { encodeEnvelope, type Envelope } from "../../../protocols/index.ts";

/** An envelope at a position, with any plain body. */
export function envelopeAt(seq: number, body: unknown = { n: seq }): Envelope {
  return {
    id: `s-1/main/main#${seq - 1}`,
    run: "run-1",
    session: "s-1",
    from: "s-1/main/main",
    to: "s-1/graph/pool",
    kind: "test.message",
    cause: seq === 1 ? null : `s-1/main/main#${seq - 2}`,
    seq,
    time: 1_700_000_000_000 + seq,
    body,
  };
}

export function payloadOf(seq: number, body?: unknown): Buffer {
  return encodeEnvelope(envelopeAt(seq, body));
}
