import type { TokenIds } from "../endpoints/index.ts";
import type { PoolClock } from "./clock.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { Gate } from "./gate.ts";
import { verdictOn } from "./verdicts.ts";

/** Texts that are tokenised at the same time. */
const TOGETHER = 16;
/** Times that a text is sent to be tokenised, and milliseconds between the first two. */
const ATTEMPTS = 5;
const PAUSE = 100;

/**
 * Tokenises a text at any endpoint, since all have one tokeniser; another one when it fails. The
 * promise rejects with SCORER_UNAVAILABLE when there is no endpoint, and with the error of the
 * last try.
 */
export function tokenizerOf(
  { fleet, courier }: Dispatcher,
  clock: PoolClock,
  signal: AbortSignal,
): (text: string) => Promise<TokenIds> {
  const gate = new Gate(TOGETHER);
  const tokenize = async (text: string): Promise<TokenIds> => {
    for (let attempt = 1; ; attempt += 1) {
      await fleet.availability.usable();
      const able = fleet.all.filter(({ assignable }) => assignable);
      const endpoint = able[attempt % able.length];
      if (!endpoint) continue;
      try {
        return await endpoint.client.tokenize(text, signal);
      } catch (error) {
        endpoint.note(error);
        if (verdictOn(error).blame === "items" || attempt >= ATTEMPTS) throw error;
        // One that is gone is found out, and what needs it waits until there is one again.
        await courier.examine(endpoint);
        await new Promise<void>((resolve) => {
          clock.setTimeout(() => resolve(), attempt * PAUSE);
        });
      }
    }
  };
  return (text) => gate.run(() => tokenize(text));
}
