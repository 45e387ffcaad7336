import {
  HindcastError,
  formatAddress,
  type Body,
  type Draft,
  type Envelope,
} from "../../protocols/index.ts";
import type { Bus, Delivery, Subscription } from "../bus/index.ts";
import type { AgentDefinition } from "../define/index.ts";
import { AgentCell, type Behaviours } from "./cell.ts";

/** Agents of one host at the same time; more wait in the queue of spawns. */
const LIVE_AGENTS = 4096;

export interface AgentHostOptions {
  readonly definitions: readonly AgentDefinition[];
  readonly behaviours: Behaviours;
  /**
   * Forget every agent after each message, rebuild it from its mailbox, and look at every context:
   * slow, and the way to find behaviour that a recovery would not reproduce.
   */
  readonly alwaysReplay?: boolean;
  /** Called when the bus refuses a message: the host cannot go on. */
  readonly onError: (error: unknown) => void;
}

interface Live {
  cell: AgentCell;
  readonly spawn: Envelope;
  readonly delivery: Delivery;
  /** Messages that the log held before this host took the agent over. */
  readonly sentBefore: number;
  readonly history: Envelope[];
  mailbox: Subscription | undefined;
  closed: boolean;
}

/**
 * Hosts agents: takes spawns, folds each agent's mailbox from its first message on, and publishes
 * what the agent sends. Recovery is the same code as the first start: an agent that was hosted
 * before sends again what the log already holds, and the host keeps that back.
 */
export class AgentHost {
  readonly #bus: Bus;
  readonly #options: AgentHostOptions;
  readonly #live = new Map<string, Live>();
  readonly #subscriptions: Subscription[] = [];
  #steps = 0;

  constructor(bus: Bus, options: AgentHostOptions) {
    this.#bus = bus;
    this.#options = options;
  }

  /** Messages handled so far. */
  get steps(): number {
    return this.#steps;
  }

  /** Agents that have not ended. */
  get agents(): number {
    return this.#live.size;
  }

  async start(): Promise<void> {
    for (const definition of this.#options.definitions) {
      const subscription = await this.#bus.requests(
        `spawn/${definition.role}`,
        { concurrency: LIVE_AGENTS },
        (delivery) => {
          this.#take(definition, delivery).catch(this.#options.onError);
        },
      );
      this.#subscriptions.push(subscription);
    }
  }

  /** Gives up every agent of a session, whatever it was doing. */
  release(session: string): void {
    for (const [address, live] of this.#live) {
      if (live.spawn.session === session) this.#end(address, live);
    }
  }

  async close(): Promise<void> {
    for (const subscription of this.#subscriptions.splice(0)) await subscription.close();
    for (const live of this.#live.values()) {
      live.closed = true;
      await live.mailbox?.close();
    }
    this.#live.clear();
  }

  async #take(definition: AgentDefinition, delivery: Delivery): Promise<void> {
    const spawn = delivery.envelope;
    const { role, key, behaviour } = spawn.body as Body<"agent.spawn">;
    if (behaviour !== definition.behaviour) {
      throw new HindcastError(
        "BEHAVIOUR_CHANGED",
        `role ${role}: the run was opened with ${behaviour}, loaded is ${definition.behaviour}`,
      );
    }
    const address = formatAddress({ session: spawn.session, role, key });
    if (this.#live.has(address)) return delivery.ack();
    const live: Live = {
      cell: this.#cellOf(definition, spawn),
      spawn,
      delivery,
      sentBefore: await this.#bus.sent(address),
      history: [],
      mailbox: undefined,
      closed: false,
    };
    this.#live.set(address, live);
    this.#publish(live, live.cell.start(spawn));
    this.#settle(address, live);
    if (live.closed) return;
    const mailbox = await this.#bus.mailbox(address, (envelope) => {
      this.#receive(address, live, envelope);
    });
    if (live.closed) await mailbox.close();
    else live.mailbox = mailbox;
  }

  #cellOf(definition: AgentDefinition, spawn: Envelope): AgentCell {
    const { behaviours, alwaysReplay } = this.#options;
    return new AgentCell(definition, spawn, behaviours, alwaysReplay === true);
  }

  #receive(address: string, live: Live, envelope: Envelope): void {
    if (live.closed) return;
    this.#steps += 1;
    if (this.#options.alwaysReplay) this.#rebuild(live, envelope);
    this.#publish(live, live.cell.receive(envelope));
    this.#settle(address, live);
  }

  #rebuild(live: Live, next: Envelope): void {
    live.cell = this.#cellOf(live.cell.definition, live.spawn);
    live.cell.start(live.spawn);
    for (const envelope of live.history) live.cell.receive(structuredClone(envelope));
    live.history.push(structuredClone(next));
  }

  #publish(live: Live, drafts: readonly Draft[]): void {
    let count = live.cell.sent - drafts.length;
    for (const draft of drafts) {
      if (count >= live.sentBefore) this.#bus.publish(draft).catch(this.#options.onError);
      count += 1;
    }
  }

  #settle(address: string, live: Live): void {
    if (live.cell.done) this.#end(address, live);
  }

  #end(address: string, live: Live): void {
    if (live.closed) return;
    live.closed = true;
    this.#live.delete(address);
    live.delivery.ack();
    live.mailbox?.close().catch(this.#options.onError);
  }
}
