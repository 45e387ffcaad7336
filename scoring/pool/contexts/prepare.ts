import type { TokenIds } from "../../endpoints/index.ts";
import type { ScoreQuestion } from "../../../protocols/index.ts";
import {
  ContextTree,
  hashOfIds,
  sharedNode,
  type ContextNode,
  type TokenSegment,
} from "./context.ts";
import type { Segments } from "./segments.ts";

/** A variant of a question as the model reads it. */
export interface Prepared {
  /** The same for the same ids, whatever texts they came from. */
  readonly key: string;
  readonly context: ContextNode;
  readonly target: TokenSegment;
  /** What variants that begin alike are routed by. */
  readonly route: string;
}

/** The variants of a question in order, what they share held once. */
export async function prepare(
  { variants, target, affinity }: ScoreQuestion,
  start: TokenIds,
  segments: Segments,
): Promise<Prepared[]> {
  const texts = new Set([target, ...variants.flatMap((variant) => variant.segments)]);
  const known = new Map(
    await Promise.all([...texts].map(async (text) => [text, await segments.of(text)] as const)),
  );
  const tree = new ContextTree({ text: "", ids: Uint32Array.from(start) });
  const contexts = variants.map((variant) =>
    tree.nodeOf(variant.segments.map((text) => known.get(text)!)),
  );
  const end = known.get(target)!;
  const route = sharedNode(contexts)?.hash ?? affinity;
  const suffix = hashOfIds(end.ids);
  return contexts.map((context) => ({ key: context.hash + suffix, context, target: end, route }));
}
