import { type ByteModel, anyByte } from "./model/index.ts";
import type { ByteRanking, RankedByte } from "./byte-ranking.ts";
import type { TextStates } from "./text-states.ts";

/** A text whose bytes are to be judged one by one. */
export interface ReadRequest {
  readonly text: Uint8Array;
  /** How many of the first bytes are context: read and not judged. At most the text's length. */
  readonly context: number;
  /** Whether the context may go on from a kept state; without it everything is read. */
  readonly reuse: boolean;
  /** How many of the likeliest bytes are listed at every judged place; costs milliseconds each. */
  readonly top: number;
  /** How many bytes the model writes after the text, taking the likelier bit each time. */
  readonly write: number;
}

/** A byte that the model wrote. */
export interface WrittenByte extends RankedByte {
  readonly top: readonly RankedByte[];
}

/** What the model says of a text. */
export interface ReadAnswer {
  /** ln p of each byte after the context given all before it, in nats. */
  readonly nats: Float64Array;
  /** The likeliest bytes at the same places, best first; empty when none were asked for. */
  readonly top: readonly (readonly RankedByte[])[];
  readonly written: readonly WrittenByte[];
  /** Bytes of context that a kept state saved from being read. */
  readonly cached: number;
}

const chunkBytes = 4096;

/**
 * Scores the bytes of a text after its context, exactly as scoring them as a target would, and
 * keeps states of the context for later texts.
 *
 * @param check called every few milliseconds; what it throws ends the work
 */
export function readText(
  states: TextStates,
  ranking: ByteRanking,
  request: ReadRequest,
  check: () => void = () => {},
): ReadAnswer {
  const { text, context, reuse, top, write } = request;
  const model = states.cache.workspace;
  const known = reuse ? states.longest(text, context) : undefined;
  const cached = known?.length ?? 0;
  model.copyFrom(known?.model ?? states.cache.empty);
  let at = cached;
  for (const stop of reuse ? states.stops(text, cached, context) : []) {
    readTo(model, text, at, stop, check);
    states.keep(text, stop, model);
    at = stop;
  }
  readTo(model, text, at, context, check);
  const ranked = (): RankedByte[] => (top === 0 ? [] : ranking.likeliest(model, top));
  const judged = judge(model, text.subarray(context), top === 0 ? undefined : ranked, check);
  const written: WrittenByte[] = [];
  for (let i = 0; i < write; i++) {
    check();
    const best = ranked();
    const { node, likelihood } = model.choose(anyByte);
    written.push({ byte: node - 256, nats: Math.log(likelihood), top: best });
  }
  return { ...judged, written, cached };
}

function readTo(
  model: ByteModel,
  text: Uint8Array,
  from: number,
  to: number,
  check: () => void,
): void {
  for (let at = from; at < to; at += chunkBytes) {
    check();
    model.read(text.subarray(at, Math.min(at + chunkBytes, to)));
  }
}

function judge(
  model: ByteModel,
  target: Uint8Array,
  ranked: (() => RankedByte[]) | undefined,
  check: () => void,
): Pick<ReadAnswer, "nats" | "top"> {
  const nats = new Float64Array(target.length);
  const top: RankedByte[][] = [];
  const step = ranked === undefined ? chunkBytes : 1;
  for (let at = 0; at < target.length; at += step) {
    check();
    if (ranked !== undefined) top.push(ranked());
    nats.set(model.score(target.subarray(at, at + step)), at);
  }
  return { nats, top };
}
