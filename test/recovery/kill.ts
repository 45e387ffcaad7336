import { start, until, type CommandOptions, type Running } from "../cli/command.ts";
import { messagesOf } from "../cli/output-files.ts";
import { isHindcastError, type Envelope } from "../../protocols/index.ts";

/** The messages of a log that may not be there yet. */
async function messagesSoFar(out: string): Promise<Envelope[]> {
  try {
    return await messagesOf(out);
  } catch (error) {
    if (isHindcastError(error) && error.code === "OUTPUT_INVALID") return [];
    throw error;
  }
}

/** Waits until the log of a running command holds what is looked for. */
export function logHolds(
  out: string,
  running: Running,
  what: string,
  holds: (messages: readonly Envelope[]) => boolean,
): Promise<Envelope[]> {
  return until(
    what,
    async () => {
      const messages = await messagesSoFar(out);
      return holds(messages) ? messages : undefined;
    },
    {
      giveUp: () =>
        running.process.exitCode === null && running.process.signalCode === null
          ? undefined
          : `the command ended first: ${running.written.stderr}`,
    },
  );
}

/** Starts a command and kills it, without a word, once its log has so many messages. */
export async function killBehind(
  count: number,
  out: string,
  args: readonly string[],
  options?: CommandOptions,
): Promise<number> {
  const running = start(args, options);
  await logHolds(out, running, `message ${count}`, ({ length }) => length >= count);
  running.process.kill("SIGKILL");
  await running.ended;
  return (await messagesSoFar(out)).length;
}

/** Ids that stand in a log more than once, and answers to a request beyond the first. */
export function repeated(messages: readonly Envelope[]): string[] {
  const seen = new Set<string>();
  return messages.flatMap(({ id }) => {
    if (seen.has(id)) return [id];
    seen.add(id);
    return [];
  });
}

/** The messages that no later record made void; ids of void ones may be used again. */
export function standing(messages: readonly Envelope[]): Envelope[] {
  const voids = new Set<number>();
  for (const { kind, body } of messages) {
    if (kind !== "run.retried") continue;
    for (const seq of (body as { voids: number[] }).voids) voids.add(seq);
  }
  return messages.filter(({ seq }) => !voids.has(seq));
}
