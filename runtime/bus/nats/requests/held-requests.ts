import { formatAddress, type Body, type Envelope } from "../../../../protocols/index.ts";
import type { NatsDelivery } from "./delivery.ts";
import type { HeldRequest } from "../publish/index.ts";

/** The requests that this process holds. */
export class HeldRequests {
  readonly #requests = new Map<string, NatsDelivery>();
  /** The spawns among them, by the address of their agent. */
  readonly #agents = new Map<string, NatsDelivery>();

  has(id: string): boolean {
    return this.#requests.get(id)?.expired === false;
  }

  request(id: string): HeldRequest | undefined {
    const delivery = this.#requests.get(id);
    return delivery && { seq: delivery.envelope.seq, checked: delivery.checked };
  }

  /** Position of the first message about this agent, if this process holds it. */
  spawnPosition(address: string): number | undefined {
    return this.#agents.get(address)?.envelope.seq;
  }

  /** Whether the agent of this address is here and its lease is over. */
  expired(address: string): boolean {
    return this.#agents.get(address)?.expired === true;
  }

  /** Returns the address of the agent that begins here, if the request is a spawn. */
  add(delivery: NatsDelivery): string | undefined {
    this.#requests.set(delivery.envelope.id, delivery);
    const address = agentOf(delivery.envelope);
    if (address !== undefined) this.#agents.set(address, delivery);
    return address;
  }

  remove(delivery: NatsDelivery): void {
    const { id } = delivery.envelope;
    if (this.#requests.get(id) === delivery) this.#requests.delete(id);
    const address = agentOf(delivery.envelope);
    // A request whose lease has expired stays, so that its agent is rejected until it starts again.
    if (address === undefined || delivery.expired) return;
    if (this.#agents.get(address) === delivery) this.#agents.delete(address);
  }

  /** Forgets the agents of a session. */
  release(session: string): void {
    for (const [address, { envelope }] of this.#agents) {
      if (envelope.session === session) this.#agents.delete(address);
    }
  }
}

function agentOf({ kind, session, body }: Envelope): string | undefined {
  if (kind !== "agent.spawn") return undefined;
  const { role, key } = (body ?? {}) as Partial<Body<"agent.spawn">>;
  if (typeof role !== "string" || typeof key !== "string") return undefined;
  try {
    return formatAddress({ session, role, key });
  } catch {
    return undefined;
  }
}
