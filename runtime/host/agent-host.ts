import {
  CONTROL_ADDRESS,
  HindcastError,
  formatAddress,
  isHindcastError,
  type Body,
  type Draft,
  type Envelope,
} from "../../protocols/index.ts";
import type { Bus, Delivery, Subscription } from "../bus/index.ts";
import type { AgentDefinition } from "../define/index.ts";
import { AgentCell, type Behaviours, type CellOptions } from "./cell.ts";
import { LEASE, renewals } from "./lease.ts";
import { failSession } from "./session-failure.ts";

/** Agents of one host at the same time; more wait in the queue of spawns. */
const LIVE_AGENTS = 4096;

/** Faults of one message, for which the run of all others need not end. */
const MESSAGE_FAULTS: ReadonlySet<string> = new Set([
  "MESSAGE_TOO_LARGE",
  "MESSAGE_INVALID",
  "ADDRESS_INVALID",
]);

export interface AgentHostOptions extends Pick<CellOptions, "roles" | "maxMessages" | "patches"> {
  readonly definitions: readonly AgentDefinition[];
  readonly behaviours: Behaviours;
  /** Milliseconds after which the lease of an agent expires unless it is renewed. */
  readonly lease?: number;
  /**
   * Forget every agent after each message, rebuild it from its mailbox, and look at every context:
   * slow, and the way to find behaviour that a recovery would not reproduce.
   */
  readonly alwaysReplay?: boolean;
  /** Called when an agent has used half of the messages that it may handle and send. */
  readonly onManyMessages?: (address: string, messages: number) => void;
  /** Called when the bus accepts no more messages, so the host cannot continue. */
  readonly onError: (error: unknown) => void;
}

interface HostedAgent {
  cell: AgentCell;
  readonly spawn: Envelope;
  delivery: Delivery;
  readonly history: Envelope[];
  mailbox: Subscription | undefined;
  /** The last message that it sent, on its way into the log. */
  last: Promise<unknown>;
  /** Texts on their way into the store, which its messages wait for. */
  storing: Promise<void> | undefined;
  closed: boolean;
}

/**
 * Hosts agents: takes spawns, folds each agent's mailbox from its first message on, and publishes
 * what the agent sends. Recovery is the same code as the first start: an agent that was hosted
 * before sends all of its messages again, and the bus drops those that the log holds.
 */
export class AgentHost {
  readonly #bus: Bus;
  readonly #options: AgentHostOptions;
  readonly #live = new Map<string, HostedAgent>();
  /** Agents that have ended and whose last messages are on their way; their leases still count. */
  readonly #ending = new Set<HostedAgent>();
  readonly #subscriptions: Subscription[] = [];
  /** Messages handled, by session; of those alone whose first agent was taken here. */
  readonly #sessions = new Map<string, number>();
  #renewals: { close(): void } | undefined;
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

  /** The same by role. */
  get agentsByRole(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { cell } of this.#live.values()) {
      const { role } = cell.definition;
      counts[role] = (counts[role] ?? 0) + 1;
    }
    return counts;
  }

  /**
   * Messages handled here for each session whose first agent is here, or was to its end: one that
   * ends without a word on its session leaves it open.
   */
  get progress(): ReadonlyMap<string, number> {
    return this.#sessions;
  }

  async start(): Promise<void> {
    const lease = this.#options.lease ?? LEASE;
    this.#renewals = renewals(lease, () => this.#renew());
    for (const definition of this.#options.definitions) {
      const subscription = await this.#bus.requests(
        `spawn/${definition.role}`,
        { concurrency: LIVE_AGENTS, lease },
        (delivery) => {
          this.#take(definition, delivery).catch(this.#options.onError);
        },
      );
      this.#subscriptions.push(subscription);
    }
  }

  /** Gives up every agent of a session, whatever it was doing. */
  release(session: string): void {
    this.#sessions.delete(session);
    for (const [address, live] of this.#live) {
      if (live.spawn.session === session) this.#end(address, live);
    }
  }

  /** Accepts no more agents and hands over its own: another host folds their mailboxes. */
  async close(): Promise<void> {
    for (const subscription of this.#subscriptions.splice(0)) await subscription.close();
    const handed = [...this.#live.values()];
    this.#live.clear();
    for (const live of handed) live.closed = true;
    for (const { mailbox } of handed) await mailbox?.close();
    await Promise.all([...handed, ...this.#ending].map(({ last }) => last.catch(() => {})));
    for (const { delivery } of handed) delivery.nak(0);
    this.#renewals?.close();
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
    const known = this.#live.get(address);
    if (known && known.spawn.id !== spawn.id) return delivery.ack();
    if (known && !known.delivery.expired) {
      known.delivery = delivery;
      return;
    }
    if (known) await this.#giveUp(address, known);
    const live: HostedAgent = {
      cell: this.#cellOf(definition, spawn),
      spawn,
      delivery,
      history: [],
      mailbox: undefined,
      last: Promise.resolve(),
      storing: undefined,
      closed: false,
    };
    this.#live.set(address, live);
    if (isRoot(spawn)) this.#sessions.set(spawn.session, 0);
    this.#publish(address, live, live.cell.start(spawn));
    this.#settle(address, live);
    if (live.closed) return;
    const mailbox = await this.#bus.mailbox(
      address,
      (envelope) => this.#receive(address, live, envelope),
      () => this.#handOver(address, live),
    );
    if (live.closed) await mailbox.close();
    else live.mailbox = mailbox;
  }

  #cellOf(definition: AgentDefinition, spawn: Envelope): AgentCell {
    const { behaviours, roles, maxMessages, patches, alwaysReplay } = this.#options;
    const strict = alwaysReplay === true;
    return new AgentCell(definition, spawn, behaviours, { strict, roles, maxMessages, patches });
  }

  #receive(address: string, live: HostedAgent, envelope: Envelope): void {
    if (live.closed) return;
    if (live.delivery.expired) return this.#abandon(address, live);
    this.#steps += 1;
    const { session } = live.spawn;
    const count = this.#sessions.get(session);
    if (count !== undefined) this.#sessions.set(session, count + 1);
    if (this.#options.alwaysReplay) this.#rebuild(live, envelope);
    const before = live.cell.messages;
    this.#publish(address, live, live.cell.receive(envelope));
    this.#watchCount(live.cell, before);
    this.#settle(address, live);
  }

  #watchCount({ address, messages }: AgentCell, before: number): void {
    const half = (this.#options.maxMessages ?? Infinity) / 2;
    if (before <= half && messages > half) this.#options.onManyMessages?.(address, messages);
  }

  #rebuild(live: HostedAgent, next: Envelope): void {
    live.cell = this.#cellOf(live.cell.definition, live.spawn);
    live.cell.start(live.spawn);
    for (const envelope of live.history) live.cell.receive(structuredClone(envelope));
    live.history.push(structuredClone(next));
  }

  #publish(address: string, live: HostedAgent, drafts: readonly Draft[]): void {
    this.#store(live);
    for (const draft of drafts) {
      const { storing } = live;
      const publish = () => this.#bus.publish(draft);
      live.last = storing ? storing.then(publish) : publish();
      live.last.catch((error: unknown) => this.#publishFailed(address, live, error));
    }
  }

  /** Stores the texts that the last step handed over; what it sent waits until they are there. */
  #store(live: HostedAgent): void {
    const texts = [...live.cell.takeTexts().values()];
    if (texts.length === 0) return;
    const { session } = live.spawn;
    const before = live.storing ?? Promise.resolve();
    const storing = before.then(async () => {
      for (const bytes of texts) await this.#bus.putBlob(session, bytes);
      if (live.storing === storing) live.storing = undefined;
    });
    // Whatever waits for it is told; an agent that says nothing has nothing to lose.
    storing.catch(() => {});
    live.storing = storing;
  }

  #publishFailed(address: string, live: HostedAgent, error: unknown): void {
    if (isHindcastError(error) && error.code === "LEASE_LOST") return this.#abandon(address, live);
    if (!isHindcastError(error) || !MESSAGE_FAULTS.has(error.code)) {
      return this.#options.onError(error);
    }
    this.#abandon(address, live);
    failSession(this.#bus, live.spawn.session, error).catch(this.#options.onError);
  }

  #settle(address: string, live: HostedAgent): void {
    if (live.cell.done) this.#end(address, live);
  }

  #end(address: string, live: HostedAgent): void {
    if (live.closed) return;
    this.#forget(address, live).catch(this.#options.onError);
    this.#ending.add(live);
    // An agent whose last message is lost with this host must be taken up by another.
    const acked = live.last.then(() => live.delivery.ack());
    acked.catch(() => {}).finally(() => this.#ending.delete(live));
  }

  /** Its lease has expired and another host may have it, so nothing more is published for it. */
  #abandon(address: string, live: HostedAgent): void {
    if (!live.closed) this.#giveUp(address, live).catch(this.#options.onError);
  }

  /** Gives up an agent whose state no longer matches the log, so that a host rebuilds it. */
  #handOver(address: string, live: HostedAgent): void {
    if (live.closed) return;
    const { delivery } = live;
    this.#giveUp(address, live)
      .then(() => delivery.nak(0))
      .catch(this.#options.onError);
  }

  /** Resolves when no message of the agent is in flight. */
  async #giveUp(address: string, live: HostedAgent): Promise<void> {
    if (isRoot(live.spawn)) this.#sessions.delete(live.spawn.session);
    await this.#forget(address, live);
    await live.last.catch(() => {});
  }

  async #forget(address: string, live: HostedAgent): Promise<void> {
    live.closed = true;
    if (this.#live.get(address) === live) this.#live.delete(address);
    await live.mailbox?.close();
  }

  *#renew(): Generator<Delivery> {
    for (const [address, live] of this.#live) {
      if (live.delivery.expired) this.#abandon(address, live);
      else yield live.delivery;
    }
    for (const { delivery } of this.#ending) yield delivery;
  }
}

/** Whether an agent is the first of its session. */
function isRoot({ from }: Envelope): boolean {
  return from === CONTROL_ADDRESS;
}
