import type { Delivery, RequestOptions, Subscription } from "../../bus.ts";
import { RoleQueue, type QueueHost } from "./role-queue.ts";
import type { PendingRequest } from "./pending-request.ts";

/** Bytes of waiting requests that stay in memory; the rest is read when its turn comes. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** The queues of all roles. */
export class RequestQueues {
  readonly #host: QueueHost;
  readonly #queues = new Map<string, RoleQueue>();
  #kept = 0;

  constructor(host: Omit<QueueHost, "forget">) {
    this.#host = {
      tasks: host.tasks,
      load: (request) => host.load(request),
      done: (request) => host.done(request),
      fail: (error) => host.fail(error),
      forget: (bytes) => {
        this.#kept -= bytes.length;
      },
    };
  }

  /** Number of waiting and of delivered requests. */
  get sizes(): { waiting: number; held: number; bytes: number } {
    let waiting = 0;
    let held = 0;
    for (const queue of this.#queues.values()) {
      waiting += queue.size;
      held += queue.held;
    }
    return { waiting, held, bytes: this.#kept };
  }

  add(request: PendingRequest, bytes?: Buffer): void {
    if (bytes && this.#kept + bytes.length <= KEPT_BYTES) {
      request.bytes = bytes;
      this.#kept += bytes.length;
    }
    this.#queue(request.role).add(request);
  }

  settle(request: PendingRequest): void {
    this.#queue(request.role).settle(request);
  }

  subscribe(
    role: string,
    options: RequestOptions,
    handle: (delivery: Delivery) => void,
  ): Subscription {
    const end = this.#queue(role).subscribe(options, handle);
    return {
      close: () => {
        end();
        return Promise.resolve();
      },
    };
  }

  close(): void {
    for (const queue of this.#queues.values()) queue.close();
  }

  #queue(role: string): RoleQueue {
    let queue = this.#queues.get(role);
    if (!queue) {
      queue = new RoleQueue(this.#host);
      this.#queues.set(role, queue);
    }
    return queue;
  }
}
