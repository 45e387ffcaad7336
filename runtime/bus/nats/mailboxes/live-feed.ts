import type { Subscription as NatsSubscription } from "@nats-io/transport-node";
import { type ConnectionScope, liveSubject } from "../../../nats/index.ts";
import type { CatchUp } from "./catch-up.ts";
import { Follower, type LiveRecord } from "./follower.ts";
import { type StreamRecord, liveRecord } from "../records/index.ts";

/** Milliseconds of quiet before somebody looks whether something was missed; then ever longer. */
const QUIET = 5000;
const QUIETEST = 120_000;
/** Without a cluster nothing is lost between servers; this is for what nobody thought of. */
const ALONE = 5;

interface Following {
  readonly follower: Follower;
  readonly subscription: NatsSubscription;
  /** When to look, and how long to wait after that. */
  due: number;
  pause: number;
}

/** Follows parts of the log as the stream sends it out, over lost connections too. */
export class LiveFeed {
  readonly #scope: ConnectionScope;
  readonly #catchUp: CatchUp;
  readonly #following = new Set<Following>();
  readonly #probe: NodeJS.Timeout;
  readonly #stop: () => void;
  /** The last position that arrived: a lone server sends what it stores in order. */
  #highest = 0;
  /** The time of arrival of one record, which several followers may take. */
  #arrival = { seq: 0, time: 0 };

  constructor(scope: ConnectionScope, catchUp: CatchUp) {
    this.#scope = scope;
    this.#catchUp = catchUp;
    this.#probe = setInterval(() => this.#lookAtQuiet(), QUIET).unref();
    this.#stop = scope.link.listen({ up: () => this.#suspectAll() });
  }

  /** Follows a filter from a position on; returns what ends it. */
  follow(options: {
    readonly filter: string;
    readonly from: number;
    readonly receive: (record: StreamRecord) => void;
    readonly broken: () => void;
  }): () => void {
    const follower = new Follower({
      ...options,
      catchUp: (asking) => this.#catchUp.add(asking),
      broken: () => {
        end();
        options.broken();
      },
    });
    const subscription = this.#scope.link.connection.subscribe(liveSubject(options.filter), {
      callback: (error, message) => {
        if (error) return follower.suspect();
        const record = liveRecord(message, (seq) => this.#timeOf(seq));
        if (record) this.#arrive(following, record);
      },
    });
    const following: Following = { follower, subscription, due: 0, pause: QUIET };
    this.#rest(following, QUIET);
    const end = (): void => {
      follower.close();
      subscription.unsubscribe();
      this.#following.delete(following);
    };
    this.#following.add(following);
    follower.suspect();
    return end;
  }

  close(): void {
    this.#stop();
    clearInterval(this.#probe);
    for (const { follower, subscription } of this.#following) {
      follower.close();
      subscription.unsubscribe();
    }
    this.#following.clear();
  }

  #arrive(following: Following, record: LiveRecord): void {
    this.#highest = Math.max(this.#highest, record.seq);
    this.#rest(following, QUIET);
    following.follower.arrive(record);
  }

  #rest(following: Following, pause: number): void {
    following.pause = pause;
    following.due = performance.now() + pause;
  }

  /** What was sent while the connection was down did not arrive. */
  #suspectAll(): void {
    const complete = this.#alone ? this.#highest : 0;
    for (const { follower } of this.#following) follower.suspect(complete);
  }

  /** Between servers the last message to a new subscription may be lost, and nothing shows it. */
  #lookAtQuiet(): void {
    if (!this.#scope.link.connected) return;
    const time = performance.now();
    for (const following of this.#following) {
      if (following.due > time) continue;
      this.#rest(following, Math.min(2 * following.pause, QUIETEST * (this.#alone ? ALONE : 1)));
      following.follower.suspect();
    }
  }

  get #alone(): boolean {
    return this.#scope.link.connection.info?.cluster === undefined;
  }

  #timeOf(seq: number): number {
    if (seq !== this.#arrival.seq) {
      this.#arrival = { seq, time: Math.max(Date.now(), this.#arrival.time) };
    }
    return this.#arrival.time;
  }
}
