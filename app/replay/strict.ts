import { readLog } from "../../runtime/log/index.ts";
import {
  Mailboxes,
  collectVoids,
  strictlyFold,
  type Divergence,
} from "../../runtime/replay/index.ts";
import type { ActorRegistry } from "../actors/index.ts";

/**
 * Folds every agent of a log once more in ways that a plain replay does not: alone, frozen, and with
 * independent answers reversed. Agents of one session are in memory at a time, the last to start is
 * folded first.
 *
 * @param known agents that a plain replay found to differ, which are left out
 */
export async function strictDivergences(
  log: string,
  actors: ActorRegistry,
  known: ReadonlySet<string>,
): Promise<Divergence[]> {
  const voids = await collectVoids(readLog(log, { holding: "run.retried" }));
  const mailboxes = new Mailboxes(actors.agents, actors.messages, voids);
  const found: Divergence[] = [];
  const check = (ended: ReturnType<Mailboxes["rest"]>): void => {
    for (const mailbox of ended.toReversed()) {
      if (known.has(mailbox.address)) continue;
      found.push(...strictlyFold(mailbox, mailboxes.settings));
    }
  };
  for await (const envelope of readLog(log)) check(mailboxes.add(envelope));
  check(mailboxes.rest());
  return found.toSorted((a, b) => a.seq - b.seq);
}
