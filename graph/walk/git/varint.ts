/**
 * A number as git writes the offsets of packs, which its index and its reftables use too; undefined
 * when it ends with the bytes or is none that could be meant.
 */
export function varint(bytes: Buffer, from: number): { value: number; next: number } | undefined {
  let at = from;
  let byte = bytes[at++];
  if (byte === undefined) return undefined;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0) {
    byte = bytes[at++];
    if (byte === undefined || value > 0xffffffffff) return undefined;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next: at };
}
