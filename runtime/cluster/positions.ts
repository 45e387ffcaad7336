import type { Body, Envelope } from "../../protocols/index.ts";

/** A `run.retried` names positions of the stream, which are others in the file. */
export function renumbered(envelope: Envelope, positions: ReadonlyMap<number, number>): Envelope {
  if (envelope.kind !== "run.retried") return envelope;
  const { session, voids } = envelope.body as Body<"run.retried">;
  const body = { session, voids: voids.flatMap((seq) => positions.get(seq) ?? []) };
  return { ...envelope, body };
}
