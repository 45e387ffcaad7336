/** `[start, end)` in characters as Python counts them: Unicode code points. */
export type CharacterRange = readonly [start: number, end: number];

/** Code points of a text: its UTF-16 units less one for each surrogate pair. */
export function characters(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdbff) continue;
    const next = text.charCodeAt(at + 1);
    if (next >= 0xdc00 && next <= 0xdfff) {
      count -= 1;
      at += 1;
    }
  }
  return count;
}

/** Where texts that are joined have a property, in characters; neighbours are merged. */
export function rangesWhere<T extends { readonly text: string }>(
  pieces: Iterable<T>,
  holds: (piece: T) => boolean,
): CharacterRange[] {
  const ranges: [number, number][] = [];
  let at = 0;
  for (const piece of pieces) {
    const end = at + characters(piece.text);
    if (holds(piece) && end > at) {
      const last = ranges.at(-1);
      if (last && last[1] === at) last[1] = end;
      else ranges.push([at, end]);
    }
    at = end;
  }
  return ranges;
}
