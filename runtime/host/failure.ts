import { fileURLToPath } from "node:url";
import { HindcastError, isHindcastError, reasonOf, type Body } from "../../protocols/index.ts";

const HOST = new URL(".", import.meta.url);
const DEFINE = new URL("../define/", import.meta.url);

/** Whether a line of a stack is in a folder, which it names as a path or as a URL. */
function isIn(folder: URL, line: string): boolean {
  return line.includes(folder.href) || line.includes(fileURLToPath(folder));
}

/** The exception that ended an agent. */
export interface StepFailure {
  readonly code: string;
  readonly reason: string;
  /** File and line of the agent's own code; absent when the host found the fault in what came of it. */
  readonly place?: string;
  /** Of the exception itself, with paths of this machine. */
  readonly stack: string;
}

/** What a step threw, with its place. */
export function stepFailure(error: unknown): StepFailure {
  const { cause } = error as { cause?: unknown };
  const { stack = "" } = (cause instanceof Error ? cause : error) as Error;
  const place = lineOf(error);
  return {
    code: isHindcastError(error) ? error.code : "AGENT_FAILED",
    reason: isHindcastError(error) ? error.detail : reasonOf(error),
    ...(place === undefined ? {} : { place }),
    stack,
  };
}

/**
 * File and line of an agent's own code that an error comes from, without the directory, which is
 * another one on another machine; undefined for an error that the host found in what came of it.
 */
function lineOf(error: unknown): string | undefined {
  const { cause } = error as { cause?: unknown };
  const { stack = "" } = (cause instanceof Error ? cause : error) as Error;
  for (const line of stack.split("\n").slice(1)) {
    // Frames below the host belong to its caller: a run, a replay or a test.
    if (isIn(HOST, line)) return undefined;
    if (/node_modules|node:/.test(line) || isIn(DEFINE, line)) continue;
    const place = /(?<![^\\/()\s])([^\\/()\s]+):(\d+):\d+\)?$/.exec(line);
    if (place) return `${place[1]?.split("?", 1)[0]}:${place[2]}`;
  }
  return undefined;
}

/** Where an agent failed: the agent, the line of its code, the state that it was in, the message. */
export function placeOf(
  error: unknown,
  {
    agent,
    state,
    kind,
  }: { readonly agent: string; readonly state: unknown; readonly kind: string },
): string {
  const line = lineOf(error);
  const value = typeof state === "string" ? state : JSON.stringify(state);
  const inState = state === undefined ? "in its first step" : `in state ${value}`;
  return [agent, ...(line === undefined ? [] : [line]), inState, `on ${kind}`].join(", ");
}

/** The message that an agent's parent gets when the agent fails. */
export function failureBody(error: unknown, where?: string): Body<"session.failed"> {
  const known = isHindcastError(error)
    ? error
    : new HindcastError("AGENT_FAILED", reasonOf(error), { cause: error });
  const { code, class: kind, reason } = known.toRecord();
  const usage = { requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 };
  return { code, class: kind, reason: where ? `${reason} (${where})` : reason, usage };
}
