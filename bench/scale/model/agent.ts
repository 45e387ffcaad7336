import type { Wait } from "../simulation/simulation.ts";
import type { Cluster, ServiceRole, Share } from "./cluster.ts";
import type { Worker } from "./worker.ts";

/** One agent: lives on a worker, is taken over by another when that crashes. */
export class Agent {
  readonly #cluster: Cluster;
  readonly #share: Share;
  #worker: Worker;
  #life: number;
  /** Messages of its mailbox, which its successor folds. */
  #heard = 0;

  constructor(cluster: Cluster, share: Share) {
    this.#cluster = cluster;
    this.#share = share;
    this.#worker = cluster.worker();
    this.#life = this.#worker.life;
  }

  /** Publishes one message. */
  *say(): Generator<Wait, void, void> {
    yield* this.#live();
    yield this.#worker.main.use(this.#cluster.rates.messageCpu);
    yield* this.#cluster.carry(this.#share);
  }

  /** One request and its answer, despite crashes. */
  *ask(role: ServiceRole, work: () => Wait): Generator<Wait, void, void> {
    const { slots, rates } = this.#cluster;
    yield* this.say();
    for (;;) {
      yield slots[role].take();
      const worker = this.#cluster.worker();
      const { life } = worker;
      yield worker.main.use(rates.messageCpu);
      yield work();
      if (worker.life === life) break;
      slots[role].release();
      this.#cluster.redone += 1;
      yield worker.expiry(rates.lease);
    }
    yield* this.#cluster.carry(this.#share);
    slots[role].release();
    yield* this.#live();
    this.#heard += 1;
  }

  /** Continues on another worker after a crash: after a lease, and once all is folded. */
  *#live(): Generator<Wait, void, void> {
    while (this.#worker.life !== this.#life) {
      const { rates } = this.#cluster;
      yield this.#worker.expiry(rates.lease);
      this.#worker = this.#cluster.worker();
      this.#life = this.#worker.life;
      this.#cluster.takenOver += 1;
      yield this.#worker.main.use(this.#heard * rates.fold);
    }
  }
}
