import type { ScoreAnswer, ScoreQuestion, ScorerBackend, Segment } from "../../protocols/index.ts";

/** A part of what a target is conditioned on, with its text at hand. */
export type ReadSegment = Omit<Segment, "text"> & { readonly text: string };

/** A question whose segments still say what they are. */
type OpenQuestion = Omit<ScoreQuestion, "variants"> & {
  readonly variants: readonly (readonly ReadSegment[])[];
};

/** Tokens of a window that are left to thoughts, whatever they are: a third, and no more than these. */
const THOUGHTS = 1_600;
const THOUGHTS_SHARE = 1 / 3;
/** Part of a window that a target may take; a longer one is scored in pieces. */
const TARGET_SHARE = 1 / 2;
/** Part of a window that one piece may take. The piece before it goes before it, as context. */
const PIECE_SHARE = 1 / 4;
/** Characters of a segment that is a heading or a separator and never shortened. */
const SHORT = 200;

/**
 * Scores variants within the context window of a model. When context and target leave too little
 * room for thoughts, the context is shortened: its segments keep their text in order while there is
 * room, so that the outline comes before the files that were read, and these by relevance. A target
 * of more than half of the window is scored in pieces of whole lines, each after the same context,
 * the thoughts and the piece before it, and the sums of all pieces are the answer. How a target is
 * cut and a context is shortened depends on the two and the window alone, never on the thoughts, so
 * the answers of all variants can be compared.
 */
export async function scoreWithinWindow(
  backend: ScorerBackend,
  question: OpenQuestion,
  signal: AbortSignal,
): Promise<readonly ScoreAnswer[]> {
  const { variants, target, ...rest } = question;
  const ask = (
    shown: readonly (readonly ReadSegment[])[],
    part: string,
    before: string,
  ): Promise<readonly ScoreAnswer[]> =>
    backend.score(
      {
        ...rest,
        target: part,
        variants: shown.map((segments) => ({
          segments: [...segments.map(({ text }) => text), ...(before === "" ? [] : [before])],
        })),
      },
      signal,
    );
  const window = await backend.window?.(signal);
  if (window === undefined) return ask(variants, target, "");
  const count = (text: string): Promise<number> => backend.countTokens(text, signal);
  const length = await count(target);
  const thoughts = Math.min(THOUGHTS, Math.floor(window * THOUGHTS_SHARE));
  const whole = length <= window * TARGET_SHARE;
  const taken = whole ? length : 2 * Math.floor(window * PIECE_SHARE);
  const shown = await Promise.all(
    variants.map((segments) => shortened(segments, window - thoughts - taken, count)),
  );
  if (whole) return ask(shown, target, "");
  const pieces = await piecesOf(target, Math.floor(window * PIECE_SHARE), count);
  const answers = await Promise.all(
    pieces.map((piece, index) => ask(shown, piece, pieces[index - 1] ?? "")),
  );
  return variants.map((_, variant) => sumOf(answers.map((each) => each[variant]!)));
}

type Count = (text: string) => Promise<number>;

/** Segments whose context has at most `room` tokens, headings and separators aside. */
async function shortened(
  segments: readonly ReadSegment[],
  room: number,
  count: Count,
): Promise<readonly ReadSegment[]> {
  let left = room;
  const kept: ReadSegment[] = [];
  for (const segment of segments) {
    const { role, text } = segment;
    if (role === "thought" || text.length <= SHORT) {
      kept.push(segment);
      continue;
    }
    const start = await startWithin(text, Math.max(0, left), count);
    left -= start.tokens;
    if (start.text !== "") kept.push({ role, text: start.text });
  }
  return kept;
}

/** The whole lines at the start of a text that have at most `limit` tokens. */
async function startWithin(
  text: string,
  limit: number,
  count: Count,
): Promise<{ readonly text: string; readonly tokens: number }> {
  let part = text;
  for (;;) {
    const tokens = part === "" ? 0 : await count(part);
    if (tokens <= limit) return { text: part, tokens };
    // Tokens are not equally long; each round ends nearer.
    const most = Math.floor(part.length * Math.min(0.95, limit / tokens));
    part = most < 1 ? "" : part.slice(0, part.lastIndexOf("\n", most - 1) + 1);
  }
}

/** A text in pieces of at most `limit` tokens, cut behind lines where there are any. */
async function piecesOf(text: string, limit: number, count: Count): Promise<readonly string[]> {
  if (text.length <= 1 || (await count(text)) <= limit) return [text];
  const at = middleOf(text);
  const halves = await Promise.all(
    [text.slice(0, at), text.slice(at)].map((half) => piecesOf(half, limit, count)),
  );
  return halves.flat();
}

/** Where to cut a text: behind the line nearest to its middle, else at a character there. */
function middleOf(text: string): number {
  const middle = Math.floor(text.length / 2);
  const before = text.lastIndexOf("\n", middle - 1) + 1;
  const after = text.indexOf("\n", middle) + 1;
  const found = [before, after].filter((at) => at > 0 && at < text.length);
  if (found.length > 0) {
    return found.reduce((a, b) => (Math.abs(a - middle) <= Math.abs(b - middle) ? a : b));
  }
  const inPair = /[\uDC00-\uDFFF]/.test(text[middle] ?? "");
  return inPair && middle > 1 ? middle - 1 : Math.max(1, middle);
}

function sumOf(parts: readonly ScoreAnswer[]): ScoreAnswer {
  const sum = (value: (part: ScoreAnswer) => number): number =>
    parts.reduce((total, part) => total + value(part), 0);
  const lines = parts.every((part) => part.lines)
    ? parts.map((part) => part.lines!).reduce(joinedLines)
    : undefined;
  return {
    logprob: sum(({ logprob }) => logprob),
    clipped: sum(({ clipped }) => clipped),
    tokens: sum(({ tokens }) => tokens),
    ...(lines && { lines }),
  };
}

/** The last line of a piece goes on in the first of the next. */
function joinedLines(a: readonly number[], b: readonly number[]): readonly number[] {
  return [...a.slice(0, -1), (a.at(-1) ?? 0) + (b[0] ?? 0), ...b.slice(1)];
}
