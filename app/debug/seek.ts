import { hasChanged, holds, type Condition, type Path } from "./condition/index.ts";
import { momentAt, type Indexed, type Moment } from "./moment.ts";

/** Which moments to stop at; all that is given must hold. */
export interface Criterion {
  /** Address of the agent, or service, that handles the message. */
  readonly agent?: string | undefined;
  readonly kind?: string | undefined;
  readonly session?: string | undefined;
  /** A field of the handling agent that the message gives another value; see `parseField`. */
  readonly changed?: Path | undefined;
  readonly condition?: Condition | undefined;
  /** A text that the message holds, as JSON; in any case of letters. */
  readonly text?: string | undefined;
}

/** Which way to look. */
export type Direction = "forwards" | "backwards";

/**
 * Position of the next moment for which a criterion holds, or of the previous one; undefined when
 * there is none. A walk over the index: no message is handled again, backwards as little as forwards.
 *
 * @param from position to start beside; 0 and one beyond the last are before and after all
 */
export function seek(
  index: Indexed,
  from: number,
  direction: Direction,
  criterion: Criterion | ((moment: Moment) => boolean) = {},
): number | undefined {
  const matches = typeof criterion === "function" ? criterion : matcherOf(criterion);
  const step = direction === "forwards" ? 1 : -1;
  const { last } = index.messages;
  const start = direction === "forwards" ? Math.max(from, 0) : Math.min(from, last + 1);
  for (let seq = start + step; seq >= 1 && seq <= last; seq += step) {
    const moment = momentAt(index, seq);
    if (moment && matches(moment)) return seq;
  }
  return undefined;
}

/** Tells whether all of a criterion holds at a moment. */
function matcherOf(criterion: Criterion): (moment: Moment) => boolean {
  const { agent, kind, session, changed, condition } = criterion;
  const text = criterion.text?.toLowerCase();
  return (moment) => {
    const { message, step } = moment;
    return (
      (agent === undefined || (step?.agent ?? message.to) === agent) &&
      (kind === undefined || message.kind === kind) &&
      (session === undefined || message.session === session) &&
      (changed === undefined || hasChanged(changed, moment)) &&
      (condition === undefined || holds(condition, moment)) &&
      (text === undefined || JSON.stringify(message).toLowerCase().includes(text))
    );
  };
}
