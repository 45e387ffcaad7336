import type { Envelope } from "../protocols/index.ts";
import type { AgentDefinition } from "../runtime/define/index.ts";
import { AgentCell, type Behaviours } from "../runtime/host/index.ts";

/** One agent with every message that it received, in order. */
export interface Mailbox {
  readonly definition: AgentDefinition;
  readonly spawn: Envelope;
  readonly messages: readonly Envelope[];
  /** Hashes that spawned roles are stamped with. */
  readonly behaviours: Behaviours;
}

/** A new agent without messages, of which every context is checked. */
export function cellOf({ definition, spawn, behaviours }: Mailbox): AgentCell {
  return new AgentCell(definition, spawn, behaviours, { strict: true });
}
