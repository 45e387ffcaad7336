import { varint } from "./varint.ts";

/** What a table says of a reference: a commit, another reference, or that it was deleted. */
export type TableEntry = { commit: string } | { reference: string } | "deleted";

/**
 * Looks a reference up in one table of a reftable stack; undefined when the table does not say
 * anything of it, or is no table that makes sense. Only the blocks of references are read, in
 * order: see "reftable" in git's technical documentation.
 */
export function lookUpTable(bytes: Buffer, reference: string): TableEntry | undefined {
  if (bytes.length < 24 || bytes.toString("latin1", 0, 4) !== "REFT") return undefined;
  const version = bytes.readUInt8(4);
  const blockSize = bytes.readUIntBE(5, 3);
  if (version !== 1 && version !== 2) return undefined;
  // The second version names the hash of its objects.
  if (version === 2 && bytes.length < 28) return undefined;
  const hashBytes = version === 2 && bytes.toString("latin1", 24, 28) === "s256" ? 32 : 20;
  const wanted = Buffer.from(reference);
  let at = version === 1 ? 24 : 28;
  // The first block takes in the header of the file.
  for (let start = 0; at + 4 <= bytes.length && bytes[at] === 0x72; at = start) {
    const length = bytes.readUIntBE(at + 1, 3);
    const end = start + length;
    // The records are followed by the offsets of some of them, and their number.
    if (end > bytes.length || end < at + 6) return undefined;
    const records = end - 2 - 3 * bytes.readUInt16BE(end - 2);
    const found = lookUpBlock(bytes.subarray(0, records), at + 4, hashBytes, wanted);
    if (found === "beyond") return undefined;
    if (found !== undefined) return found;
    // A block is filled up with zeros, unless it is the last one or blocks have no common size.
    start = length < blockSize && bytes[end] === 0 ? start + blockSize : end;
  }
  return undefined;
}

/** Records are sorted by name, each written as what it does not share with the one before. */
function lookUpBlock(
  bytes: Buffer,
  from: number,
  hashBytes: number,
  wanted: Buffer,
): TableEntry | "beyond" | undefined {
  let name = Buffer.alloc(0);
  for (let at = from; at < bytes.length;) {
    const shared = varint(bytes, at);
    const rest = shared && varint(bytes, shared.next);
    if (shared === undefined || rest === undefined || shared.value > name.length) return undefined;
    const suffix = Math.floor(rest.value / 8);
    const type = rest.value % 8;
    const nameEnd = rest.next + suffix;
    if (nameEnd > bytes.length || type > 3) return undefined;
    name = Buffer.concat([name.subarray(0, shared.value), bytes.subarray(rest.next, nameEnd)]);
    const update = varint(bytes, nameEnd);
    const target = type === 3 && update ? varint(bytes, update.next) : undefined;
    if (update === undefined || (type === 3 && target === undefined)) return undefined;
    const valueAt = target?.next ?? update.next;
    // An annotated tag has two names: its own, and that of what it leads to.
    const end = valueAt + (target?.value ?? type * hashBytes);
    if (end > bytes.length) return undefined;
    const order = name.compare(wanted);
    if (order > 0) return "beyond";
    if (order === 0) {
      if (type === 0) return "deleted";
      return type === 3
        ? { reference: bytes.toString("utf8", valueAt, end) }
        : { commit: bytes.toString("hex", valueAt, valueAt + hashBytes) };
    }
    at = end;
  }
  return undefined;
}
