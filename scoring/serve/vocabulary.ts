/** The token that begins a text; the model does not read it. Ids below are the bytes. */
export const BOS = 256;
/** How many ids there are. */
export const vocabularySize = 257;
const bosText = "<s>";

const utf8 = new TextEncoder();
const lossy = new TextDecoder("utf-8", { ignoreBOM: true });

/** The bytes of a text as ids. No text spells a special token. */
export function encode(text: string, addSpecial: boolean): number[] {
  const ids = Array.from(utf8.encode(text));
  if (addSpecial) ids.unshift(BOS);
  return ids;
}

/** The text of ids; bytes that are no UTF-8 become U+FFFD, as in every real tokenizer. */
export function decode(ids: readonly number[], skipSpecial: boolean): string {
  const parts: string[] = [];
  let bytes: number[] = [];
  const flush = (): void => {
    parts.push(lossy.decode(Uint8Array.from(bytes)));
    bytes = [];
  };
  for (const id of ids) {
    if (id !== BOS) {
      bytes.push(id);
      continue;
    }
    flush();
    if (!skipSpecial) parts.push(bosText);
  }
  flush();
  return parts.join("");
}

/** The text of a single id: U+FFFD for a part of a longer character. */
export function tokenText(id: number): string {
  return texts[id] ?? "";
}

const texts = Array.from({ length: vocabularySize }, (_, id) => decode([id], false));

/** Whether a value is an array of ids, in or out of the vocabulary. */
export function isIds(value: unknown): value is number[] {
  return (
    Array.isArray(value) && value.every((id) => Number.isSafeInteger(id) && (id as number) >= 0)
  );
}

/** The first id that the vocabulary does not have. */
export function unknownId(ids: readonly number[]): number | undefined {
  return ids.find((id) => id >= vocabularySize);
}
