import { mailboxFilter, withRetry } from "../../../nats/index.ts";
import type { LogReaderHost } from "../records/index.ts";

/**
 * The position of the first message to an agent, or that of its spawn when nothing was said to it
 * before. For servers without an index of subjects: to look for the mailbox from the first message
 * on, they walk over the whole log; which subjects there are, and the first message of one subject,
 * they know without.
 */
export async function firstPositionOf(
  { scope, run, stream, lookup }: LogReaderHost,
  address: string,
  spawn: number,
): Promise<number> {
  const filter = mailboxFilter(run, address);
  const { state } = await withRetry(scope, `reading ${stream}`, () =>
    scope.link.manager.streams.info(stream, { subjects_filter: filter }),
  );
  const subjects = Object.keys(state.subjects ?? {});
  const firsts = await Promise.all(subjects.map((subject) => lookup.next(subject, 1)));
  return Math.min(spawn, ...firsts.flatMap((first) => first?.seq ?? []));
}
