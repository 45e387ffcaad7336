import {
  formatAddress,
  isSessionEnd,
  type Body,
  type Draft,
  type Envelope,
  type MessageTable,
} from "../../../protocols/index.ts";
import { isSpawn, type AgentDefinition } from "../../define/index.ts";
import { cellOptionsOf, type Behaviours, type CellOptions } from "../../host/index.ts";
import { MessageReader } from "../reader.ts";

/** What one agent got and sent, as the log has it. */
export interface LoggedMailbox {
  readonly address: string;
  readonly definition: AgentDefinition;
  readonly spawn: Envelope;
  /** In the order of the log, without the spawn. */
  readonly received: Envelope[];
  readonly sent: Envelope[];
}

/** How cells of a run are made. */
export interface CellSettings {
  readonly behaviours: Behaviours;
  readonly options: CellOptions;
}

/** Sorts the messages of a log by agent, and hands out the mailboxes of each session at its end. */
export class Mailboxes {
  readonly #definitions: ReadonlyMap<string, AgentDefinition>;
  readonly #voids: ReadonlySet<number>;
  readonly #reader: MessageReader;
  readonly #open = new Map<string, LoggedMailbox>();
  readonly #early = new Map<string, Envelope[]>();
  settings: CellSettings = { behaviours: {}, options: {} };

  constructor(
    definitions: readonly AgentDefinition[],
    messages: MessageTable,
    voids: ReadonlySet<number>,
  ) {
    this.#definitions = new Map(definitions.map((one) => [one.role, one]));
    this.#voids = voids;
    this.#reader = new MessageReader(messages);
  }

  /** Takes a message; returns the mailboxes of the session that it ends, in the order of starts. */
  add(message: Envelope): LoggedMailbox[] {
    if (this.#voids.has(message.seq)) return [];
    const read = this.#reader.read(message);
    if ("problem" in read) return [];
    this.#note(read);
    this.#open.get(read.from)?.sent.push(read);
    if (isSessionEnd(read.kind)) return this.#take(`${read.session}/`);
    if (isSpawn(read)) this.#start(read);
    else {
      const early = this.#early.get(read.to);
      const received = this.#open.get(read.to)?.received ?? early;
      if (received) received.push(read);
      else this.#early.set(read.to, [read]);
    }
    return [];
  }

  /** The mailboxes of sessions that have not ended. */
  rest(): LoggedMailbox[] {
    return this.#take("");
  }

  #note({ kind, body }: Envelope): void {
    if (kind === "run.opened") {
      const opened = body as Body<"run.opened">;
      this.settings = { behaviours: opened.behaviours, options: cellOptionsOf(opened) };
    } else if (kind === "run.adapted") {
      const roles = new Set((body as Body<"run.adapted">).roles);
      this.settings = { ...this.settings, options: { ...this.settings.options, roles } };
    }
  }

  #start(spawn: Envelope): void {
    const { role, key } = spawn.body as Body<"agent.spawn">;
    const address = formatAddress({ session: spawn.session, role, key });
    const definition = this.#definitions.get(role);
    if (!definition || this.#open.has(address)) return;
    const received = this.#early.get(address) ?? [];
    this.#open.set(address, { address, definition, spawn, received, sent: [] });
    this.#early.delete(address);
  }

  #take(prefix: string): LoggedMailbox[] {
    const taken = [...this.#open.values()].filter(({ address }) => address.startsWith(prefix));
    for (const { address } of taken) this.#open.delete(address);
    for (const address of this.#early.keys()) {
      if (address.startsWith(prefix)) this.#early.delete(address);
    }
    return taken;
  }
}

/** A message as its sender made it, without what the log added. */
export function draftOf({ id, run, session, from, to, kind, cause, body }: Envelope): Draft {
  return { id, run, session, from, to, kind, cause, body };
}
