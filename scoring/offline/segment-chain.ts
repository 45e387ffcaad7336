import { createHash } from "node:crypto";

/** One more segment of a text: its bytes, and the identity of everything up to its end. */
export interface ChainLink {
  /** UTF-8. */
  readonly bytes: Uint8Array;
  /** A hash of this segment and all before it. */
  readonly key: string;
}

const encoder = new TextEncoder();

function endsInHighSurrogate(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last < 0xdc00;
}

/**
 * Encodes segments as if they were one text and names every boundary between them. Empty segments
 * leave no link. A character that is cut in two by a boundary belongs to the later segment.
 */
export function chainSegments(segments: readonly string[]): ChainLink[] {
  const links: ChainLink[] = [];
  let key = "";
  let carried = "";
  for (const [i, segment] of segments.entries()) {
    let text = carried + segment;
    carried = "";
    if (i < segments.length - 1 && endsInHighSurrogate(text)) {
      carried = text.slice(-1);
      text = text.slice(0, -1);
    }
    if (text === "") continue;
    const bytes = encoder.encode(text);
    // The key before has a fixed length, so no two chains give the same bytes to hash.
    key = createHash("sha256").update(key).update(bytes).digest("base64");
    links.push({ bytes, key });
  }
  return links;
}
