import type { ByteModel } from "./model/index.ts";
import type { PrefixCache } from "./prefix-cache.ts";
import { chainSegments, type ChainLink } from "./segment-chain.ts";

/** What to score: one target after several contexts. */
export interface ScoreRequest {
  /** Segments are joined as they are; nothing is put between them. */
  readonly variants: readonly { readonly segments: readonly string[] }[];
  readonly target: string;
  /** Largest surprise that one token may count, in nats. */
  readonly clip: number;
  /** Whether answers say what each line of the target cost. */
  readonly lines?: boolean;
}

/** The likelihood of the target after one variant. */
export interface VariantScore {
  /** Sum of ln p over the target's tokens, in nats, at most 0. */
  readonly logprob: number;
  /** The same with each token's ln p no less than minus the clip. */
  readonly clipped: number;
  /** UTF-8 bytes of the target: the tokens of a model that reads bytes. */
  readonly tokens: number;
  /** Clipped surprise of each line with its line feed, in nats, when it was asked for. */
  readonly lines?: readonly number[];
}

/** What an answer cost. */
export interface ScoreUsage {
  /** Bytes of context that were read. */
  readonly read_bytes: number;
  /** Bytes of context that a kept state or an equal variant saved from being read. */
  readonly cached_bytes: number;
  /** Bytes of target that were scored. */
  readonly target_bytes: number;
}

/** The scores, in the order of the variants, and what they cost. */
export interface VariantScores {
  readonly variants: readonly VariantScore[];
  readonly usage: ScoreUsage;
}

/** About a hundredth of a second of reading. */
const chunkBytes = 4096;
const end = "end";

/** The boundaries after which variants diverge, or one ends and another continues. */
function forks(chains: readonly (readonly ChainLink[])[]): Set<string> {
  const next = new Map<string, Set<string>>();
  for (const chain of chains) {
    for (const [i, { key }] of chain.entries()) {
      let ways = next.get(key);
      if (ways === undefined) next.set(key, (ways = new Set()));
      ways.add(chain[i + 1]?.key ?? end);
    }
  }
  return new Set([...next].filter(([, ways]) => ways.size > 1).map(([key]) => key));
}

function compareChains(a: readonly ChainLink[], b: readonly ChainLink[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a[i]!.key, b[i]!.key];
    if (x !== y) return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function size(links: readonly ChainLink[]): number {
  return links.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/**
 * Scores the target after each variant. What variants of this request have in common, and what an
 * earlier request had in common with it, is read once and kept in the cache.
 *
 * @param check called every few milliseconds; what it throws ends the work
 */
export function scoreVariants(
  cache: PrefixCache,
  request: ScoreRequest,
  check: () => void = () => {},
): VariantScores {
  const target = new TextEncoder().encode(request.target);
  const chains = request.variants.map(({ segments }) => chainSegments(segments));
  const kept = forks(chains);
  for (const key of new Set(chains.flatMap((chain) => chain.map((link) => link.key)))) {
    if (cache.pass(key)) kept.add(key);
  }
  const scores = new Map<string, VariantScore>();
  let read = 0;
  let whole = 0;
  // Neighbours share the most, so that even a small cache still holds what the next one needs.
  for (const chain of chains.toSorted(compareChains)) {
    const last = chain.at(-1)?.key ?? "";
    whole += size(chain);
    if (scores.has(last)) continue;
    read += readChain(cache, chain, kept, check);
    scores.set(last, scoreTarget(cache.workspace, target, request, check));
  }
  return {
    variants: chains.map((chain) => scores.get(chain.at(-1)?.key ?? "")!),
    usage: {
      read_bytes: read,
      cached_bytes: whole - read,
      target_bytes: target.length * scores.size,
    },
  };
}

/** Brings the workspace to the end of a chain. Returns how many bytes it had to read. */
function readChain(
  cache: PrefixCache,
  chain: readonly ChainLink[],
  kept: ReadonlySet<string>,
  check: () => void,
): number {
  const model = cache.workspace;
  let known = chain.length;
  let state: ByteModel | undefined;
  while (known > 0 && state === undefined) {
    state = cache.get(chain[known - 1]!.key);
    if (state === undefined) known--;
  }
  model.copyFrom(state ?? cache.empty);
  const rest = chain.slice(known);
  for (const { bytes, key } of rest) {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      check();
      model.read(bytes.subarray(at, at + chunkBytes));
    }
    if (kept.has(key)) cache.put(key, model);
  }
  return size(rest);
}

const lineFeed = 10;

function scoreTarget(
  model: ByteModel,
  target: Uint8Array,
  { clip, lines: wanted = false }: ScoreRequest,
  check: () => void,
): VariantScore {
  let logprob = 0;
  let clipped = 0;
  const lines = [0];
  for (let at = 0; at < target.length; at += chunkBytes) {
    check();
    const chunk = target.subarray(at, at + chunkBytes);
    for (const [i, nats] of model.score(chunk).entries()) {
      const kept = Math.max(nats, -clip);
      logprob += nats;
      clipped += kept;
      lines[lines.length - 1]! -= kept;
      if (wanted && chunk[i] === lineFeed) lines.push(0);
    }
  }
  const score = { logprob, clipped, tokens: target.length };
  return wanted ? { ...score, lines } : score;
}
