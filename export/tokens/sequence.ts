import type { TextSpan } from "../text/index.ts";
import type { ExportTokenizer } from "./tokenizer.ts";

/** A tokenised trajectory, or a part of one. */
export interface Sequence {
  readonly ids: Int32Array;
  /** 1 where a token counts in the loss. */
  readonly trained: Uint8Array;
}

/** Label of a token that does not count in the loss, as PyTorch's cross entropy has it. */
const IGNORED_LABEL = -100;

/** A span as ids. */
export interface TokenisedSpan {
  readonly span: TextSpan;
  readonly ids: readonly number[];
}

/** Tokenises each span separately, so that no token crosses from trained to untrained text. */
export async function* tokeniseSpans(
  spans: Iterable<TextSpan>,
  tokenizer: ExportTokenizer,
): AsyncGenerator<TokenisedSpan> {
  for (const span of spans) yield { span, ids: await tokenizer.encode(span.text) };
}

/**
 * Spans as one sequence. The begin token is not trained on; the end token is, so that a model
 * learns to stop.
 */
export function joinSpans(
  parts: readonly TokenisedSpan[],
  edges: Pick<ExportTokenizer, "begin" | "end">,
): Sequence {
  const { begin, end } = edges;
  const inner = parts.reduce((sum, { ids }) => sum + ids.length, 0);
  const ids = new Int32Array(begin.length + inner + end.length);
  const trained = new Uint8Array(ids.length);
  ids.set(begin);
  let at = begin.length;
  for (const part of parts) {
    ids.set(part.ids, at);
    if (part.span.loss) trained.fill(1, at, at + part.ids.length);
    at += part.ids.length;
  }
  ids.set(end, at);
  trained.fill(1, at);
  return { ids, trained };
}

/** Labels of a sequence: the ids themselves, {@link IGNORED_LABEL} where it is not trained on. */
export function labelsOf({ ids, trained }: Sequence): Int32Array {
  return ids.map((id, at) => (trained[at] === 1 ? id : IGNORED_LABEL));
}
