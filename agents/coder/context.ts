import type {
  Body,
  CoderInput,
  Judgement,
  TextRef,
  Thought,
  ThoughtPurpose,
  Trouble,
  Usage,
  Violation,
} from "../../protocols/index.ts";
import type { AgentInput, IncomingKind } from "../../runtime/define/index.ts";

/** Files up to this many characters need one thought at most. */
const SHORT_FILE = 160;

/** A violation and what the coder did about it. */
export type HandledViolation = Body<"coder.finished">["violations"][number];

/** What a coder remembers; plain JSON. */
export interface CoderContext extends AgentInput<CoderInput> {
  readonly described: Body<"graph.described"> | null;
  /** What is still to be thought, in order. */
  readonly purposes: readonly string[];
  /** The thought that is being checked. */
  readonly draft: TextRef;
  /** What the check of the draft before found; empty for a first draft. */
  readonly complaints: readonly Violation[];
  readonly thoughts: readonly Thought[];
  /** Paths asked for, and what came, by the same index; a refused read has no text. */
  readonly wanted: readonly string[];
  readonly got: readonly ({ readonly text: TextRef | null } | null)[];
  readonly violations: readonly HandledViolation[];
  readonly names: number;
  readonly grounded: number;
  readonly search: Body<"search.finished"> | null;
  /** What the held-out judge said, once it was asked. */
  readonly judgement: Judgement | null;
  /** What the file goes without. */
  readonly troubles: readonly Trouble[];
  readonly usage: Usage;
}

export type CoderEvent = IncomingKind<
  | "graph.described"
  | "author.written"
  | "graph.thought_checked"
  | "graph.content"
  | "graph.refused"
  | "search.finished"
  | "scorer.scored"
  | "agent.failed"
  | "service.failed"
>;

/** The description of the file, which every state after the first has. */
export function describedOf(context: CoderContext): Body<"graph.described"> {
  if (!context.described) throw new Error("the file was not described yet");
  return context.described;
}

/** What a coder thinks about a file of this text, in order. */
export function purposesFor(target: TextRef): readonly ThoughtPurpose[] {
  const length = typeof target === "string" ? target.length : target.bytes;
  if (length === 0) return [];
  return length <= SHORT_FILE ? ["write"] : ["needs", "design", "write"];
}

/** The files that were read, in the order in which they were asked for. */
export function readsOf(context: CoderContext): { path: string; text: TextRef }[] {
  return context.wanted.flatMap((path, index) => {
    const text = context.got[index]?.text ?? null;
    return text === null ? [] : [{ path, text }];
  });
}

/**
 * The files to read, within the limits: those that the first thought names, then the rest in the
 * graph's order.
 */
export function chooseReads(context: CoderContext): readonly string[] {
  const { files, bytes } = context.input.settings.reads;
  const [first] = context.thoughts;
  const thought = typeof first?.text === "string" ? first.text : "";
  const { readable } = describedOf(context);
  const named = readable.filter(({ path }) => thought.includes(path));
  const rest = readable.filter((candidate) => !named.includes(candidate));
  const chosen: string[] = [];
  let left = bytes;
  for (const candidate of [...named, ...rest]) {
    if (chosen.length === files) break;
    if (candidate.bytes > left) continue;
    left -= candidate.bytes;
    chosen.push(candidate.path);
  }
  return chosen;
}
