import { anyByte, type ByteModel, type ByteStem } from "./model/index.ts";

/** A byte that may come next. */
export interface RankedByte {
  readonly byte: number;
  /** ln p, exactly what `score` would say of it. */
  readonly nats: number;
}

/**
 * The likeliest next bytes of a model, without trying all 256. Half a byte is at least as likely
 * as any byte that begins with it, so a best-first search over the bits ends as soon as nothing
 * open can be better than what was found. Each examined byte costs a copy of the model, since it
 * learns from a bit before it predicts the next one.
 */
export class ByteRanking {
  readonly #trial: ByteModel;

  /** @param like any model with the options of those to be asked */
  constructor(like: ByteModel) {
    this.#trial = like.clone();
  }

  /** The likeliest first, equal ones by number. The model stays as it is. */
  likeliest(model: ByteModel, count: number): RankedByte[] {
    const open: ByteStem[] = [anyByte];
    let found: ByteStem[] = [];
    for (let stem = open.pop(); stem !== undefined; stem = open.pop()) {
      const worst = found[count - 1];
      // Only what is certainly worse is left out, so that equal ones are ordered by number.
      if (worst !== undefined && stem.likelihood < worst.likelihood) break;
      this.#trial.copyFrom(model);
      found.push(this.#trial.choose(stem, (way) => open.push(way)));
      found = found.toSorted(byLikelihood).slice(0, count);
      open.sort((a, b) => byLikelihood(b, a));
    }
    return found.map(({ node, likelihood }) => ({ byte: node - 256, nats: Math.log(likelihood) }));
  }
}

function byLikelihood(a: ByteStem, b: ByteStem): number {
  return b.likelihood - a.likelihood || a.node - b.node;
}
