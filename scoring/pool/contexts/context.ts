import { createHash, type Hash } from "node:crypto";
import type { TokenizedText } from "../../endpoints/index.ts";

/** A text and its ids, kept once for all that share it. */
export interface TokenSegment {
  readonly text: string;
  readonly ids: Uint32Array;
}

/**
 * The end of a prefix: the segments before it, and one more. Variants that begin with the
 * same segments share the nodes of their beginning.
 */
export interface ContextNode {
  readonly parent: ContextNode | undefined;
  readonly segment: TokenSegment;
  /** Tokens from the beginning to the end of this segment. */
  readonly tokens: number;
  /** Hash over all ids up to here, however they are cut into segments. */
  readonly hash: string;
}

/** 128 bits of SHA-256 as 16 characters: texts of hostile repositories cannot be made to collide. */
const HASH_LENGTH = 16;

/** The contexts of one question, each common beginning once. */
export class ContextTree {
  readonly #root: Branch;

  /** @param start ids before every context */
  constructor(start: TokenSegment) {
    this.#root = new Branch(undefined, start);
  }

  /** The node that ends a context of these segments; those without tokens and text are left out. */
  nodeOf(segments: readonly TokenSegment[]): ContextNode {
    let branch = this.#root;
    for (const segment of segments) {
      if (segment.ids.length > 0 || segment.text !== "") branch = branch.child(segment);
    }
    return branch.node;
  }
}

class Branch {
  readonly node: ContextNode;
  readonly #before: Branch | undefined;
  /** Absent for the ends, which are most. */
  #children: Map<TokenSegment, Branch> | undefined;
  #state: Hash | undefined;

  constructor(before: Branch | undefined, segment: TokenSegment) {
    this.#before = before;
    const hash = digestOf(this.#hashing(segment));
    const tokens = (before?.node.tokens ?? 0) + segment.ids.length;
    this.node = { parent: before?.node, segment, tokens, hash };
  }

  child(segment: TokenSegment): Branch {
    this.#children ??= new Map();
    let child = this.#children.get(segment);
    if (child === undefined) {
      child = new Branch(this, segment);
      this.#children.set(segment, child);
    }
    return child;
  }

  // Only what others begin with keeps its state, since most nodes are the end of one variant.
  #running(): Hash {
    this.#state ??= this.#hashing(this.node.segment);
    return this.#state;
  }

  #hashing(segment: TokenSegment): Hash {
    const hash = this.#before === undefined ? createHash("sha256") : this.#before.#running().copy();
    return hash.update(bytesOf(segment.ids));
  }
}

/** The hash of one list of ids. */
export function hashOfIds(ids: Uint32Array): string {
  return digestOf(createHash("sha256").update(bytesOf(ids)));
}

/** The hash of a text's UTF-8. */
export function hashOfText(text: string): string {
  return digestOf(createHash("sha256").update(text));
}

function digestOf(hash: Hash): string {
  return hash.digest().toString("latin1", 0, HASH_LENGTH);
}

function bytesOf(ids: Uint32Array): Uint8Array {
  return new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength);
}

/** The whole context in the form in which it is sent. */
export function contextOf(node: ContextNode): TokenizedText {
  const segments: TokenSegment[] = [];
  for (let at: ContextNode | undefined = node; at; at = at.parent) segments.push(at.segment);
  const ids: number[] = [];
  let text = "";
  for (const segment of segments.toReversed()) {
    for (const id of segment.ids) ids.push(id);
    text += segment.text;
  }
  return { text, ids };
}

/** The deepest node that all contexts begin with. */
export function sharedNode(nodes: readonly ContextNode[]): ContextNode | undefined {
  let [shared] = nodes;
  for (const node of nodes) {
    while (shared && !endsBelow(node, shared)) shared = shared.parent;
  }
  // A lone context shares all but its end: the next question may end in another way.
  return nodes.length === 1 ? (shared?.parent ?? shared) : shared;
}

function endsBelow(node: ContextNode, above: ContextNode): boolean {
  let at: ContextNode | undefined = node;
  while (at && at.tokens > above.tokens) at = at.parent;
  for (; at && at.tokens === above.tokens; at = at.parent) if (at === above) return true;
  return false;
}
