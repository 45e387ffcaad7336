import { replyId, type Draft, type Envelope } from "../protocols/index.ts";
import type { AgentDefinition } from "../runtime/define/index.ts";
import { AgentCell } from "../runtime/host/index.ts";
import type { Mailbox } from "./mailbox.ts";

export interface Answer {
  readonly kind: string;
  readonly body: unknown;
}

export interface Driven {
  /** Everything that the agent sent, in order. */
  readonly sent: readonly Draft[];
  /** The last of it. */
  readonly last: Draft;
  /** The messages that the agent received, for {@link checkAgent}. */
  readonly mailbox: Mailbox;
}

export interface DriveOptions {
  readonly key: string;
  readonly input: unknown;
  readonly parent?: string;
  /** Whether what came together is answered in order or from the end. */
  readonly order?: "issued" | "reversed";
  /** Hashes that spawned roles are stamped with. */
  readonly behaviours?: Readonly<Record<string, string>>;
  /** What the service or spawned agent says; undefined for what gets no answer. */
  readonly answer: (sent: Draft) => Answer | undefined;
  /** Sees what the agent sends as soon as it does. */
  readonly watch?: (batch: readonly Draft[]) => void;
}

/**
 * Runs one agent to its end, with everybody else played by `answer`. Throws when the agent waits for
 * something that nobody sends.
 */
export function drive(definition: AgentDefinition, options: DriveOptions): Driven {
  const { key, input, parent = "s-1/main/main", order = "issued", answer, watch } = options;
  const { role, behaviour } = definition;
  let seq = 1;
  const spawn: Envelope = {
    id: `${parent}#0`,
    run: "test",
    session: "s-1",
    from: parent,
    to: `s-1/spawn/${role}`,
    kind: "agent.spawn",
    cause: null,
    seq,
    time: 0,
    body: { role, key, behaviour, input },
  };
  const cell = new AgentCell(definition, spawn, options.behaviours ?? {}, { strict: true });
  const sent: Draft[] = [];
  const told: Envelope[] = [];
  let waiting = cell.start(spawn);
  watch?.(waiting);
  while (waiting.length > 0) {
    sent.push(...waiting);
    const open = order === "issued" ? waiting : waiting.toReversed();
    waiting = [];
    for (const message of open) {
      const reply = answer(message);
      if (!reply) continue;
      seq += 1;
      const { role: spawned, key: name } = (message.body ?? {}) as { role?: string; key?: string };
      const isSpawn = message.kind === "agent.spawn";
      const envelope: Envelope = {
        id: isSpawn ? `s-1/${spawned}/${name}#0` : replyId(message.id),
        run: "test",
        session: "s-1",
        from: isSpawn ? `s-1/${spawned}/${name}` : message.to,
        to: message.from,
        kind: reply.kind,
        cause: message.id,
        seq,
        time: 0,
        body: structuredClone(reply.body),
      };
      told.push(structuredClone(envelope));
      const batch = cell.receive(envelope);
      watch?.(batch);
      waiting.push(...batch);
    }
  }
  if (!cell.done) {
    const state = JSON.stringify(cell.state.value);
    throw new Error(
      `${cell.address} waits in state ${state}, and nobody answers ${sent.at(-1)?.kind}`,
    );
  }
  const mailbox = { definition, spawn, messages: told, behaviours: options.behaviours ?? {} };
  return { sent, last: sent.at(-1)!, mailbox };
}
