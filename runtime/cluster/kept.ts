import { RUN_SESSION, parseAddress, type Envelope } from "../../protocols/index.ts";
import type { Bus } from "../bus/index.ts";

/** Whether the messages of a session stand on the server: a collection may have taken them. */
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
    // Each session begins with a message of its own.
    if (isOwn(envelope)) kept.add(envelope.session);
    if (kept.has(envelope.session)) yield envelope;
  }
}

/** What a session tells the run stays when the session is taken; what stands in it does not. */
export function isOwn({ session, to }: Envelope): boolean {
  return parseAddress(to).session === session;
}
