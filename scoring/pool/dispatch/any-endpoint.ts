import type { EndpointClient } from "../../endpoints/index.ts";
import type { Clock } from "../../../model-servers/index.ts";
import type { JobScheduler } from "./job-scheduler.ts";
import type { Endpoint } from "../endpoints/index.ts";
import { ConcurrencyLimit } from "./concurrency-limit.ts";
import { causeOf } from "./failure.ts";

/** Questions about tokens that are under way at the same time. */
const TOGETHER = 16;
/** Times that one is sent, and milliseconds between the first two. */
const ATTEMPTS = 5;
const PAUSE = 100;

/** Asks some endpoint; undefined when each of those that can be used has answered that. */
export type AskAnyEndpoint = <T>(
  call: (client: EndpointClient) => Promise<T | undefined>,
) => Promise<T | undefined>;

/**
 * Asks any endpoint about tokens, since all have one tokeniser; another one when it fails or cannot
 * say. The promise rejects with SCORER_UNAVAILABLE when there is no endpoint, and with the error
 * of the last try.
 */
export function anyEndpoint(
  { registry: fleet, sender: courier }: JobScheduler,
  clock: Clock,
): AskAnyEndpoint {
  const gate = new ConcurrencyLimit(TOGETHER);
  const ask: AskAnyEndpoint = async (call) => {
    const silent = new Set<Endpoint>();
    for (let attempt = 1; ; attempt += 1) {
      await fleet.availability.usable();
      const able = fleet.all.filter(({ assignable }) => assignable);
      const left = able.filter((each) => !silent.has(each));
      if (left.length === 0 && able.length > 0) return undefined;
      const endpoint = left[attempt % left.length];
      if (!endpoint) continue;
      try {
        const answer = await call(endpoint.client);
        if (answer !== undefined) return answer;
        silent.add(endpoint);
      } catch (error) {
        endpoint.recordError(error);
        if (causeOf(error).blame === "items" || attempt >= ATTEMPTS) throw error;
        // One that is gone is found out, and what needs it waits until there is one again.
        await courier.probe(endpoint);
        await new Promise<void>((resolve) => {
          clock.setTimeout(() => resolve(), attempt * PAUSE);
        });
      }
    }
  };
  return (call) => gate.run(() => ask(call));
}
