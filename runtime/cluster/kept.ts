import { RUN_SESSION, parseAddress, type Envelope } from "../../protocols/index.ts";
import type { Bus } from "../bus/index.ts";

/** Whether the messages of a session are on the server: `collect` may have removed them. */
export async function isKept(bus: Bus, session: string): Promise<boolean> {
  let kept = false;
  for await (const envelope of bus.read({ session })) kept ||= isOwn(envelope);
  return kept;
}

/**
 * The messages of a run in order, without what the run was told of sessions whose own messages
 * have left the server: nothing follows from these any more.
 */
export async function* keptMessages(bus: Bus): AsyncGenerator<Envelope> {
  const kept = new Set([RUN_SESSION]);
  for await (const envelope of bus.read()) {
    // Each session begins with its own message.
    if (isOwn(envelope)) kept.add(envelope.session);
    if (kept.has(envelope.session)) yield envelope;
  }
}

/** When a session is collected, its messages to the run stay; its other messages are removed. */
export function isOwn({ session, to }: Envelope): boolean {
  return parseAddress(to).session === session;
}
