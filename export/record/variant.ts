import type { Event } from "./event.ts";
import type { TrajectoryRecord } from "./record.ts";

/** Which thoughts an export holds. */
export const THOUGHTS = ["final", "first", "none", "blind"] as const;
export type ThoughtChoice = (typeof THOUGHTS)[number];

/**
 * The record with other thoughts, for comparisons at equal code: `final` as the search left them,
 * `first` as they were first written, `none` without any, `blind` those whose author had not seen
 * the target. Requirements and plan are thoughts of the main agent and go with `none`.
 */
export function withThoughts(record: TrajectoryRecord, choice: ThoughtChoice): TrajectoryRecord {
  if (choice === "final") return record;
  return { ...record, events: record.events.flatMap((event) => chosen(event, choice)) };
}

function chosen(event: Event, choice: Exclude<ThoughtChoice, "final">): Event[] {
  if (event.kind !== "think") return [event];
  if (choice === "none") return [];
  if (choice === "blind")
    return event.actor.role === "main" || event.sight === "blind" ? [event] : [];
  return [{ ...event, text: event.first ?? event.text }];
}
