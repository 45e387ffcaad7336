import { HindcastError } from "../../../../protocols/index.ts";
import {
  type ConnectionScope,
  consumerName,
  logStream,
  withRetry,
  problemOfNats,
} from "../../../nats/index.ts";
import type { Delivery, RequestOptions, Subscription } from "../../bus.ts";
import { RoleConsumer, type RoleHost } from "./role-consumer.ts";
import { addRole } from "../streams/index.ts";

/** Nanoseconds of a millisecond. */
const NANOS = 1e6;

/** The subscriptions of one process to the requests of a run. */
export class RoleConsumers {
  readonly #scope: ConnectionScope;
  readonly #run: string;
  readonly #lease: number;
  readonly #host: RoleHost;
  readonly #open = new Set<RoleConsumer>();

  constructor(scope: ConnectionScope, run: string, lease: number, host: RoleHost) {
    this.#scope = scope;
    this.#run = run;
    this.#lease = lease;
    this.#host = host;
  }

  /**
   * Throws CONFIG_INVALID when the run was made with another lease, and NATS_REFUSED when the
   * role has no consumer and this account may not make one.
   */
  async subscribe(
    role: string,
    { concurrency, lease }: RequestOptions,
    handle: (delivery: Delivery) => void,
  ): Promise<Subscription> {
    const agreed = await this.#leaseOf(role);
    if (lease !== undefined && lease !== agreed) {
      const what = `${role}: the run's lease is ${agreed} ms, this process's ${lease} ms`;
      throw new HindcastError("CONFIG_INVALID", what);
    }
    const consumer = new RoleConsumer(this.#host, {
      stream: logStream(this.#run),
      consumer: consumerName(role),
      concurrency,
      lease: agreed,
      keep: lease === undefined,
      handle,
    });
    for (const other of this.#open) if (!other.open) this.#open.delete(other);
    this.#open.add(consumer);
    return { close: () => consumer.close() };
  }

  /** Returns the requests they hold, so that other workers get them immediately. */
  async releaseHeld(): Promise<void> {
    await Promise.all([...this.#open].map((consumer) => consumer.releaseHeld()));
  }

  /** The lease of a role's consumer, which is made when it is not there. */
  async #leaseOf(role: string): Promise<number> {
    const stream = logStream(this.#run);
    const { consumers } = this.#scope.link.manager;
    const ask = (): Promise<number> =>
      withRetry(this.#scope, `role ${role}`, async () => {
        const info = await consumers.info(stream, consumerName(role));
        return Math.round((info.config.ack_wait ?? 0) / NANOS);
      });
    try {
      return await ask();
    } catch (error) {
      if (problemOfNats((error as Error).cause) !== "missing") throw error;
      await addRole(this.#scope.link, { run: this.#run, role, lease: this.#lease });
      return ask();
    }
  }
}
