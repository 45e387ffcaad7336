import type { Body, Envelope } from "../../protocols/index.ts";

/** The positions that records of a log make void. */
export async function collectVoids(log: AsyncIterable<Envelope>): Promise<ReadonlySet<number>> {
  const voids = new Set<number>();
  for await (const { kind, body } of log) {
    if (kind !== "run.retried") continue;
    for (const seq of (body as Body<"run.retried">).voids) voids.add(seq);
  }
  return voids;
}
