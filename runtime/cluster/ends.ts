import { isSessionEnd, messages, type Envelope } from "../../protocols/index.ts";
import { readControl } from "../bus/nats/index.ts";
import type { NatsLink } from "../nats/index.ts";

/** The last word on each session that has ended and was not retried since, by session. */
export async function endsOf(link: NatsLink, run: string): Promise<Map<string, Envelope>> {
  const ends = new Map<string, Envelope>();
  for await (const envelope of readControl(link, run)) applyEnd(ends, envelope);
  return ends;
}

/** Takes one message to the run itself into account. */
export function applyEnd(ends: Map<string, Envelope>, envelope: Envelope): void {
  const { kind, session } = envelope;
  if (isSessionEnd(kind)) ends.set(session, envelope);
  else if (kind === "run.retried") {
    const retried = messages["run.retried"].safeParse(envelope.body);
    if (retried.success) ends.delete(retried.data.session);
  }
}
