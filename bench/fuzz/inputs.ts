import type { Corpus } from "./corpus.ts";
import { Random } from "./random.ts";
import { hostileShape, piece } from "./shapes.ts";

/** How many files one seed makes: enough of a tree that they import each other. */
export const filesPerSeed = 10;
/** Length of the hostile shapes in UTF-16 units, most often the first. */
const lengths = [400, 400, 400, 400, 4000, 4000, 40_000];

/** The files of a seed by path: texts of the corpus, each changed in a few places. */
export function inputsOf(seed: number, corpus: Corpus): Record<string, string> {
  const random = new Random(seed);
  const kinds = [...corpus.keys()].toSorted();
  const files: Record<string, string> = {};
  for (let count = 0; count < filesPerSeed; count++) {
    const kind = random.pick(kinds);
    const texts = corpus.get(kind) ?? [];
    const text = texts.length === 0 ? "" : random.pick(texts);
    const other = texts.length === 0 ? "" : random.pick(texts);
    const isRooted = !kind.startsWith("a.");
    const name = isRooted ? kind : `${"abc"[random.below(3)]}/${"abcde"[random.below(5)]}${kind}`;
    files[name] =
      random.below(8) === 0
        ? hostileShape(random, random.pick(lengths))
        : changed(random, text, other);
  }
  return files;
}

/** A text after one to six changes. */
function changed(random: Random, text: string, other: string): string {
  let result = text;
  for (let count = 1 + random.below(6); count > 0; count--) {
    const start = random.below(result.length + 1);
    const end = Math.min(result.length, start + random.below(random.below(2) === 0 ? 12 : 400));
    const before = result.slice(0, start);
    const span = result.slice(start, end);
    const after = result.slice(end);
    switch (random.below(8)) {
      case 0:
        result = before + after;
        break;
      case 1:
        result = before + span.repeat(2 + random.below(20)) + after;
        break;
      case 2:
        result = before + piece(random) + span + after;
        break;
      case 3:
        result = before + hostileShape(random, random.pick(lengths)) + after;
        break;
      case 4:
        result = before;
        break;
      case 5: {
        const from = random.below(other.length + 1);
        result = before + other.slice(from, from + 600) + after;
        break;
      }
      case 6:
        result = before + Array.from(span).toReversed().join("") + after;
        break;
      default:
        result = before + span.replaceAll(/\n/g, piece(random)) + after;
    }
  }
  return result.slice(0, 120_000);
}
