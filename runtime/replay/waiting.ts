import type { Unhandled } from "../host/index.ts";
import type { OpenRequest } from "./exchanges.ts";

/** An agent that has not ended, as a log leaves it. */
export interface WaitingAgent {
  readonly agent: string;
  /** The state of its machine, as XState writes it. */
  readonly state: unknown;
  /** Its requests that nobody has answered. */
  readonly requests: readonly OpenRequest[];
  /** Kinds of message that it handles in this state. */
  readonly awaits: readonly string[];
  /** The last message that it did nothing with. */
  readonly unhandled: Unhandled | undefined;
}

/** Agents that are described. */
const SHOWN = 3;

/** Who waits where, for what, and what was not handled, for people. */
export function describeWaiting(waiting: readonly WaitingAgent[]): string {
  // Whoever waits for a service, or missed a message, is nearer to the cause than who spawned it.
  const ranked = waiting.toSorted((a, b) => rank(b) - rank(a));
  const shown = ranked.slice(0, SHOWN).map(describe);
  const more = waiting.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more agents`] : [])].join("; ");
}

function rank({ requests, unhandled }: WaitingAgent): number {
  return (requests.length > 0 ? 2 : 0) + (unhandled ? 1 : 0);
}

function describe({ agent, state, requests, awaits, unhandled }: WaitingAgent): string {
  const name = typeof state === "string" ? state : JSON.stringify(state);
  const open = requests.map(({ to, kind, seq }) => `${to} to answer ${kind} (seq ${seq})`);
  const kinds = awaits.filter((kind) => kind !== "service.failed").join(" or ") || "nothing";
  const missed = unhandled
    ? `; the last message that it did not handle is ${unhandled.kind} (${unhandled.id})`
    : "";
  return `${agent} in state ${name} waits for ${open.join(" and ") || kinds}${missed}`;
}
