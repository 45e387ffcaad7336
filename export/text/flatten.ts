import type { Actor, Event, TrajectoryRecord } from "../record/index.ts";
import { fillSlots, type TextTemplate } from "./template.ts";

/** A piece of a flattened trajectory. Pieces are contiguous: joined, they are the text. */
export interface TextSpan {
  readonly role: Actor["role"];
  /** `header`, or the kind of the step. */
  readonly step: "header" | Event["kind"];
  /** File of the coder that did it; undefined for the main agent. */
  readonly path?: string;
  readonly text: string;
  /** Whether its tokens count in the loss. */
  readonly loss: boolean;
  /** Where the content of a written file is in `text`, in UTF-16 units. */
  readonly written?: { readonly path: string; readonly start: number; readonly end: number };
}

/**
 * A trajectory as pieces of text in plan order, the coders' inside the main agent's, each step with
 * its frame as one piece. Half a surrogate pair, which no encoding can carry, becomes U+FFFD; only
 * thoughts can hold one, since the repository's texts were decoded.
 */
export function* flatten(record: TrajectoryRecord, template: TextTemplate): Generator<TextSpan> {
  const { repo, commit } = record;
  const header = fillSlots(template.header, { repo, commit: commit ?? "" });
  if (header !== "") yield { role: "main", step: "header", text: header, loss: false };
  for (const event of record.events) yield spanOf(event, template);
}

function spanOf(event: Event, template: TextTemplate): TextSpan {
  const { actor, kind, loss } = event;
  const slots = event.kind === "think" ? { purpose: event.purpose } : { path: event.path };
  const before = fillSlots(template[kind].before, slots);
  const content = contentOf(event);
  const text = `${before}${content}${fillSlots(template[kind].after, slots)}`.toWellFormed();
  const start = before.length;
  return {
    role: actor.role,
    step: kind,
    ...(actor.role === "coder" ? { path: actor.path } : {}),
    text,
    loss,
    ...(event.kind === "write"
      ? { written: { path: event.path, start, end: start + content.length } }
      : {}),
  };
}

/** The text of a step without its frame. */
export function contentOf(event: Event): string {
  if (event.kind === "think") return event.text;
  if (event.kind === "delegate") return event.instruction;
  if (event.kind === "read") return event.reason;
  return event.content;
}
