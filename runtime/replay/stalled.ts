import type { Bus } from "../bus/index.ts";
import { LogFold, type FoldOptions } from "./fold.ts";
import { collectVoids } from "./voids.ts";
import type { WaitingAgent } from "./waiting.ts";

/** The progress of a session, derived from its log alone. */
export interface Standstill {
  /**
   * Whether nothing can happen in it any more: every request is answered, and its agents have said
   * all that they say to what they received.
   */
  readonly stalled: boolean;
  /** Position of its last message. */
  readonly last: number;
  readonly waiting: readonly WaitingAgent[];
}

/**
 * Looks at a session that makes no progress. Where its agents are hosted, and whether anybody hosts
 * them now, makes no difference.
 */
export async function inspectSession(
  bus: Pick<Bus, "read">,
  session: string,
  options: Omit<FoldOptions, "voids">,
): Promise<Standstill> {
  const voids = await collectVoids(bus.read({ session }));
  const fold = new LogFold({ ...options, voids });
  for await (const first of bus.read()) {
    fold.add(first);
    break;
  }
  let last = 0;
  for await (const envelope of bus.read({ session })) {
    last = envelope.seq;
    fold.add(envelope);
  }
  return { stalled: !fold.expecting, last, waiting: fold.waiting() };
}
