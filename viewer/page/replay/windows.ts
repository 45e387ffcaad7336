import type { MessageHeadAnswer, MessagesAnswer } from "../../contracts/index.ts";
import { ask, askAgain } from "../shell/index.ts";

/** Heads in one window. */
const SIZE = 200;

/** Which messages are listed: those of an agent, or of a kind; all where both are empty. */
export interface Passing {
  readonly agent: string;
  readonly kind: string;
}

/**
 * The head at an index among the messages that pass; undefined until its window is there. Windows
 * are asked for as they come into sight, and the cache of questions forgets old ones.
 */
export function headAt(passing: Passing, index: number): MessageHeadAnswer | undefined {
  const start = Math.floor(index / SIZE) * SIZE;
  return windowAt(passing, start)?.messages[index - start];
}

/** How many messages pass, as far as is known. */
export function totalOf(passing: Passing, last: number): number {
  if (passing.agent === "" && passing.kind === "") return last;
  return windowAt(passing, 0)?.total ?? 0;
}

/**
 * Asks again for the windows that a log changes by growing.
 *
 * @param total how many messages passed before it grew
 */
export async function refreshTail(passing: Passing, total: number): Promise<void> {
  // The first window says how many messages pass a filter.
  const starts = new Set([0, Math.floor(Math.max(0, total - 1) / SIZE) * SIZE]);
  for (const start of starts) await askAgain("messages", queryOf(passing, start));
}

function windowAt(passing: Passing, start: number): MessagesAnswer | undefined {
  const asked = ask<MessagesAnswer>("messages", queryOf(passing, start)).value;
  return asked.state === "there" ? asked.value : undefined;
}

function queryOf({ agent, kind }: Passing, start: number): Record<string, string> {
  return {
    from: String(start),
    count: String(SIZE),
    ...(agent === "" ? {} : { agent }),
    ...(kind === "" ? {} : { kind }),
  };
}
