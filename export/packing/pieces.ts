import type { TokenisedSpan } from "../tokens/index.ts";

/** A part of a trajectory that has to be in one sequence, or why it is left out. */
export type Piece =
  | { readonly spans: readonly TokenisedSpan[] }
  | { readonly leftOut: string; readonly path: string };

/**
 * A trajectory in pieces of at most `limit` tokens. One that fits is one piece. A longer one is
 * split where one coder ends and the next begins; the main agent's thoughts come before each
 * piece, and is not trained on a second time. A coder whose steps do not fit is left out.
 *
 * @param limit tokens of a piece, without begin and end tokens
 */
export function* piecesOf(spans: readonly TokenisedSpan[], limit: number): Generator<Piece> {
  if (lengthOf(spans) <= limit) {
    yield { spans };
    return;
  }
  const { head, groups } = groupsOf(spans);
  const headLength = lengthOf(head);
  if (headLength > limit) {
    yield { leftOut: `requirements and plan have ${headLength} tokens of ${limit}`, path: "" };
    return;
  }
  let current = head;
  let size = headLength;
  let filled = false;
  for (const { path, spans: group } of groups) {
    const length = lengthOf(group);
    if (headLength + length > limit) {
      const leftOut = `${length} tokens and ${headLength} of requirements and plan, of ${limit}`;
      yield { leftOut, path };
      continue;
    }
    if (size + length > limit) {
      yield { spans: current };
      current = head.map(masked);
      size = headLength;
    }
    current = [...current, ...group];
    size += length;
    filled = true;
  }
  if (filled) yield { spans: current };
}

/** What comes before the first delegation, and each delegation with its coder's steps. */
function groupsOf(spans: readonly TokenisedSpan[]): {
  head: readonly TokenisedSpan[];
  groups: { path: string; spans: TokenisedSpan[] }[];
} {
  const head: TokenisedSpan[] = [];
  const groups: { path: string; spans: TokenisedSpan[] }[] = [];
  for (const part of spans) {
    const last = groups.at(-1);
    if (part.span.step === "delegate") groups.push({ path: "", spans: [part] });
    else if (last) {
      last.path ||= part.span.path ?? "";
      last.spans.push(part);
    } else head.push(part);
  }
  return { head, groups };
}

function masked({ span, ids }: TokenisedSpan): TokenisedSpan {
  return { span: { ...span, loss: false }, ids };
}

function lengthOf(spans: readonly TokenisedSpan[]): number {
  return spans.reduce((sum, { ids }) => sum + ids.length, 0);
}
