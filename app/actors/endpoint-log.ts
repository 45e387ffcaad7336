import type { Logger } from "pino";
import type { EndpointReport, PoolReport } from "../../scoring/pool/index.ts";

/**
 * Logs the state changes of scoring servers: a warning with its counters when one becomes
 * unusable, and another when it is usable again.
 */
export function endpointLog(logger: Logger): (report: PoolReport) => void {
  const broken = new Set<string>();
  const states = new Map<string, string>();
  return ({ endpoints }) => {
    for (const endpoint of endpoints) {
      const { name, state } = endpoint;
      if (states.get(name) === state) continue;
      states.set(name, state);
      const about = factsOf(endpoint);
      if (state === "broken") {
        // It is probed again and again; one warning is enough.
        if (!broken.has(name)) logger.warn(about, "scoring server cannot be used");
        broken.add(name);
      } else if (state === "ready" && broken.delete(name)) {
        logger.warn(about, "scoring server can be used again");
      } else logger.debug(about, `scoring server is ${state}`);
    }
  };
}

function factsOf(endpoint: EndpointReport) {
  const { name, answered, tokens_per_second, hit_rate, errors, last_error } = endpoint;
  const waiting = endpoint.in_flight.items + endpoint.waiting.items;
  return { endpoint: name, answered, waiting, tokens_per_second, hit_rate, errors, last_error };
}
