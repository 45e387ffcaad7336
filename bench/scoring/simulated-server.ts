import { HindcastError, random } from "../../protocols/index.ts";
import type {
  EndpointClient,
  EndpointDescription,
  EndpointTraits,
  ScoreItem,
  TokenIds,
} from "../../scoring/endpoints/index.ts";
import { BlockCache, blocksOf } from "./block-cache.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** What a simulated server can do, and what goes wrong with it. */
export interface ServerOptions {
  readonly name: string;
  /** Tokens that it computes in a second. */
  readonly speed?: number;
  /** Milliseconds that a request is on its way, beside all work. */
  readonly overhead?: number;
  /** Milliseconds that a step takes beside its tokens. */
  readonly stepOverhead?: number;
  /** Tokens that one step computes at most; what is longer is computed in several. */
  readonly stepTokens?: number;
  /** Tokens whose keys and values it keeps. */
  readonly cacheTokens?: number;
  /** Items that may wait or be computed; more are refused as too many. */
  readonly queue?: number;
  /** Part of the requests that end in a cut connection. */
  readonly cut?: number;
  /** Part of the requests that are answered with one value too few. */
  readonly short?: number;
  readonly seed?: number;
  readonly model?: string;
  readonly contextLength?: number;
  readonly traits?: EndpointTraits;
  /** Whether a token is fit for it: a request with one that is not is refused. */
  readonly refuses?: (item: ScoreItem) => boolean;
  /** Whether an item ends the server's process. */
  readonly diesOf?: (item: ScoreItem) => boolean;
}

interface Waiting {
  readonly item: ScoreItem;
  readonly blocks: readonly number[];
  /** Tokens still to be computed; unknown until it is begun. */
  left: number | undefined;
  done: boolean;
  readonly finish: () => void;
  readonly fail: (error: HindcastError) => void;
}

const TRAITS: EndpointTraits = { itemsPerRequest: 16, reusesPrefixes: true };

/**
 * A server in virtual time. It computes in steps of at most `stepTokens`, first come first
 * served; a step takes `stepOverhead` and its tokens at `speed`. A prefix costs nothing when its
 * blocks are kept from an item that is finished; two items of the same step do not help each
 * other, as in SGLang without a cache-aware order. Generation and the network beyond a fixed
 * `overhead` for each request cost nothing.
 *
 * Ids of a text are its UTF-16 units. A value depends on all ids before it and on nothing else.
 */
export class SimulatedServer implements EndpointClient {
  readonly name: string;
  readonly traits: EndpointTraits;
  readonly #clock: VirtualClock;
  readonly #options: Required<Omit<ServerOptions, "contextLength" | "traits" | "name">> &
    Pick<ServerOptions, "contextLength">;
  readonly #cache: BlockCache;
  #queue: Waiting[] = [];
  #stepping = false;
  /** Whether its process has ended. */
  down = false;
  #frozen = false;
  #requests = 0;
  /** Tokens that it has computed. */
  computed = 0;
  /** Times that each item was answered, by context and target. */
  readonly answers = new Map<string, number>();
  /** Requests that were taken back. */
  aborted = 0;
  closed = false;

  constructor(clock: VirtualClock, options: ServerOptions) {
    this.#clock = clock;
    this.name = options.name;
    this.traits = options.traits ?? TRAITS;
    this.#options = {
      speed: 20_000,
      overhead: 5,
      stepOverhead: 2,
      stepTokens: 8_192,
      cacheTokens: 262_144,
      queue: Infinity,
      cut: 0,
      short: 0,
      seed: 1,
      model: "simulated",
      refuses: () => false,
      diesOf: () => false,
      ...options,
    };
    this.#cache = new BlockCache(this.#options.cacheTokens);
  }

  /** Items that wait or are computed. */
  get outstanding(): number {
    return this.#queue.length;
  }

  /** Ends the process: everything is lost, and nothing answers. */
  stop(): void {
    this.down = true;
    this.#cache.clear();
    for (const { fail } of this.#queue.splice(0)) fail(this.#gone("the connection was cut"));
  }

  /** Keeps what it has, takes what comes, and answers nothing of it any more. */
  freeze(): void {
    this.#frozen = true;
  }

  /** Starts it again, with nothing computed. */
  start(): void {
    this.down = false;
  }

  async describe(signal: AbortSignal): Promise<EndpointDescription> {
    await this.#travel(signal);
    return { model: this.#options.model, contextLength: this.#options.contextLength };
  }

  async tokenize(text: string, signal: AbortSignal): Promise<TokenIds> {
    await this.#travel(signal);
    return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  }

  async tokenTexts(ids: TokenIds): Promise<readonly string[]> {
    return Promise.resolve(ids.map((id) => String.fromCharCode(id)));
  }

  async startTokens(): Promise<TokenIds> {
    return Promise.resolve([1]);
  }

  async score(items: readonly ScoreItem[], signal: AbortSignal): Promise<readonly Float64Array[]> {
    const { seed, cut, short, queue, refuses, diesOf } = this.#options;
    this.#requests += 1;
    const chance = random(seed, `${this.name} ${this.#requests}`);
    await this.#travel(signal);
    if (items.some(refuses)) throw new HindcastError("ENDPOINT_REFUSED", `${this.name}: an item`);
    if (items.some(diesOf)) this.stop();
    if (this.down) throw this.#gone("connection refused");
    if (this.#queue.length + items.length > queue) {
      throw new HindcastError("ENDPOINT_BUSY", `${this.name}: the queue is full`);
    }
    await this.#compute(items, signal);
    if (chance < cut) throw this.#gone("the connection was cut");
    for (const item of items) {
      const key = keyOf(item);
      this.answers.set(key, (this.answers.get(key) ?? 0) + 1);
    }
    const values = items.map(expectedValues);
    return chance < cut + short ? values.map((one) => one.subarray(1)) : values;
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  #gone(why: string): HindcastError {
    return new HindcastError("ENDPOINT_UNREACHABLE", `${this.name}: ${why}`);
  }

  async #travel(signal: AbortSignal): Promise<void> {
    try {
      await this.#clock.wait(this.#options.overhead, signal);
    } catch {
      this.aborted += 1;
      throw new HindcastError("INTERRUPTED", this.name);
    }
    if (this.down) throw this.#gone("connection refused");
  }

  #compute(items: readonly ScoreItem[], signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      let missing = items.length;
      const entries = items.map((item): Waiting => ({
        item,
        blocks: blocksOf(item.context.ids, item.target.ids),
        left: undefined,
        done: false,
        finish: () => {
          missing -= 1;
          if (missing === 0) {
            signal.removeEventListener("abort", abort);
            resolve();
          }
        },
        fail: reject,
      }));
      const abort = () => {
        this.aborted += 1;
        this.#queue = this.#queue.filter((entry) => !entries.includes(entry));
        reject(new HindcastError("INTERRUPTED", this.name));
      };
      signal.addEventListener("abort", abort, { once: true });
      this.#queue.push(...entries);
      if (!this.#stepping) this.#step();
    });
  }

  #step(): void {
    const { stepTokens, stepOverhead, speed } = this.#options;
    if (this.#frozen) return;
    const finished: Waiting[] = [];
    let tokens = 0;
    for (const entry of this.#queue) {
      // What reuses a prefix still computes the target: its likelihood is what is asked for.
      entry.left ??= lengthOf(entry.item) - this.#matched(entry);
      const part = Math.min(entry.left, stepTokens - tokens);
      entry.left -= part;
      tokens += part;
      if (entry.left > 0) break;
      finished.push(entry);
    }
    this.#stepping = tokens > 0;
    if (tokens === 0) return;
    this.#clock.setTimeout(
      () => {
        this.computed += tokens;
        for (const entry of finished) {
          const at = this.#queue.indexOf(entry);
          if (at < 0) continue;
          this.#queue.splice(at, 1);
          this.#cache.keep(entry.blocks);
          entry.finish();
        }
        this.#step();
      },
      stepOverhead + (1000 * tokens) / speed,
    );
  }

  #matched({ item, blocks }: Waiting): number {
    if (!this.traits.reusesPrefixes) return 0;
    return Math.min(this.#cache.match(blocks), item.context.ids.length - 1);
  }
}

function lengthOf({ context, target }: ScoreItem): number {
  return context.ids.length + target.ids.length;
}

/** Properties of an item that do not depend on the client. */
function keyOf({ context, target }: ScoreItem): string {
  return `${hashOf(context.ids)} ${context.ids.length} ${hashOf(target.ids)} ${target.ids.length}`;
}

/** The values of an item: made up, below 0, and the same everywhere. */
export function expectedValues({
  context,
  target,
}: Pick<ScoreItem, "context" | "target">): Float64Array {
  let hash = hashOf(context.ids);
  return Float64Array.from(target.ids, (id) => {
    hash = Math.imul(hash ^ id, 0x01000193);
    return -((hash >>> 8) % 4096) / 1024;
  });
}

function hashOf(ids: TokenIds): number {
  let hash = 0x811c9dc5;
  for (const id of ids) hash = Math.imul(hash ^ id, 0x01000193);
  return hash >>> 0;
}
