import type { ContextNode } from "../contexts/index.ts";

/** Fewer tokens than this are computed twice rather than waited for (SGLang holds back from 32 on). */
export const WORTH_WAITING = 32;

/**
 * What an endpoint is estimated to have in its cache. It follows what was sent and answered, and
 * forgets what was not used for longest beyond the size of the endpoint's cache, as a radix
 * cache does. A wrong estimate costs time and changes no answer.
 */
export class HeldPrefixes {
  /** Tokens of each prefix's last segment, by hash; least recently used first. */
  readonly #held = new Map<string, number>();
  readonly #most: number;
  #tokens = 0;
  /** Tokens of everything that is being computed, what is shared once. */
  #pinned = 0;
  /** Prefixes that requests under way are computing, and how many do. */
  readonly #computing = new Counts();
  /** Prefixes of what waits for this endpoint, and their tokens, what is shared once. */
  readonly #expected = new Counts();
  #awaited = 0;

  /** @param most tokens that the endpoint keeps; 0 when it does not reuse prefixes */
  constructor(most: number) {
    this.#most = most;
  }

  /** Tokens at the beginning of a context that need not be computed. */
  held(node: ContextNode): number {
    return depth(node, (hash) => this.#held.has(hash));
  }

  /** The same, once everything that waits or is under way has been computed. */
  coming(node: ContextNode): number {
    if (this.#most === 0) return 0;
    return depth(
      node,
      (hash) => this.#held.has(hash) || this.#computing.has(hash) || this.#expected.has(hash),
    );
  }

  /**
   * Whether the cache holds this context and a target beside everything that is being computed:
   * what was sent in hope of a prefix must not push out the prefix of what was sent before.
   */
  fits(node: ContextNode, target: number): boolean {
    if (this.#most === 0 || this.#pinned === 0) return true;
    let more = target;
    for (let at: ContextNode | undefined = node; at; at = at.parent) {
      if (!this.#computing.has(at.hash)) more += at.segment.ids.length;
    }
    return this.#pinned + more <= this.#most;
  }

  /**
   * Whether the contexts of what waits are more than half of the cache: the rest goes to targets
   * and to ends of contexts, and what is begun in turn might be pushed out before it comes again.
   */
  get crowded(): boolean {
    return 2 * (this.#awaited + this.#pinned) > this.#most;
  }

  /** Whether another request is just computing a part of this context that is worth waiting for. */
  worthWaiting(node: ContextNode): boolean {
    if (this.#most === 0) return false;
    const computing = depth(node, (hash) => this.#computing.has(hash));
    return computing > 0 && computing - this.held(node) >= WORTH_WAITING;
  }

  expect(node: ContextNode, change: 1 | -1): void {
    if (this.#most > 0) this.#awaited += change * count(this.#expected, node, change);
  }

  /** A request with this context and target is sent. */
  begin(node: ContextNode, target: number): void {
    if (this.#most > 0) this.#pinned += target + count(this.#computing, node, 1);
  }

  /** It is no longer under way. */
  end(node: ContextNode, target: number): void {
    if (this.#most > 0) this.#pinned -= target + count(this.#computing, node, -1);
  }

  /** The endpoint has computed this context and `rest` tokens after it. */
  keep(node: ContextNode, rest: number): void {
    if (this.#most === 0) return;
    this.#touch(`${node.hash}+${rest}`, rest);
    // The beginning last: it is the most recent, and an end never outlives its beginning.
    for (let at: ContextNode | undefined = node; at; at = at.parent) {
      this.#touch(at.hash, at.segment.ids.length);
    }
    for (const [hash, tokens] of this.#held) {
      if (this.#tokens <= this.#most) break;
      this.#held.delete(hash);
      this.#tokens -= tokens;
    }
  }

  /** The endpoint was unavailable and has restarted. */
  clear(): void {
    this.#held.clear();
    this.#tokens = 0;
  }

  #touch(hash: string, tokens: number): void {
    if (!this.#held.delete(hash)) this.#tokens += tokens;
    this.#held.set(hash, tokens);
  }
}

class Counts {
  readonly #counts = new Map<string, number>();

  has(key: string): boolean {
    return this.#counts.has(key);
  }

  /** Whether the key came or went. */
  add(key: string, change: 1 | -1): boolean {
    const before = this.#counts.get(key) ?? 0;
    if (before + change > 0) this.#counts.set(key, before + change);
    else this.#counts.delete(key);
    return change > 0 ? before === 0 : before === 1;
  }
}

/** Counts all beginnings of a context; the tokens of those that came or went. */
function count(counts: Counts, node: ContextNode, change: 1 | -1): number {
  let tokens = 0;
  for (let at: ContextNode | undefined = node; at; at = at.parent) {
    if (counts.add(at.hash, change)) tokens += at.segment.ids.length;
  }
  return tokens;
}

/** Tokens of the longest beginning for which `known` holds. */
function depth(node: ContextNode, known: (hash: string) => boolean): number {
  let at: ContextNode | undefined = node;
  while (at && !known(at.hash)) at = at.parent;
  return at?.tokens ?? 0;
}
