import { crc32 } from "node:zlib";

/**
 * One answer on disk: magic, CRC-32 of all that follows, count of values, width of a value in
 * bytes, key, values; numbers are little-endian. The magic lets a reader find the next record
 * behind damage.
 */
const MAGIC = Buffer.from("hca1", "latin1");
const HEAD = 16;
const KEY_LENGTH = 32;
const FIXED = HEAD + KEY_LENGTH;

/** Values that one record may have; what is longer is not kept. */
export const MOST_VALUES = 2 ** 20;

/** A whole record at an offset. */
export interface FoundRecord {
  readonly key: string;
  readonly offset: number;
  readonly length: number;
}

/** Servers compute in 32 bits or fewer; what survives the way there and back is kept in four bytes. */
function fits(values: Float64Array): boolean {
  return values.every((value) => Math.fround(value) === value);
}

/** @param key 32 characters below U+0100 */
export function encodeRecord(key: string, values: Float64Array): Buffer {
  const width = fits(values) ? 4 : 8;
  const record = Buffer.alloc(FIXED + width * values.length);
  MAGIC.copy(record);
  record.writeUInt32LE(values.length, 8);
  record.writeUInt32LE(width, 12);
  record.write(key, HEAD, "latin1");
  for (let i = 0; i < values.length; i += 1) {
    if (width === 4) record.writeFloatLE(values[i]!, FIXED + 4 * i);
    else record.writeDoubleLE(values[i]!, FIXED + 8 * i);
  }
  record.writeUInt32LE(crc32(record.subarray(8)), 4);
  return record;
}

/** The values of a whole record of this key; undefined for anything else. */
export function decodeRecord(record: Buffer, key: string): Float64Array | undefined {
  const length = lengthAt(record, 0, record.length);
  if (length !== record.length || record.toString("latin1", HEAD, FIXED) !== key) return undefined;
  const count = record.readUInt32LE(8);
  const width = record.readUInt32LE(12);
  return Float64Array.from({ length: count }, (_, i) =>
    width === 4 ? record.readFloatLE(FIXED + 4 * i) : record.readDoubleLE(FIXED + 8 * i),
  );
}

/** The whole records in some bytes; what is between them is skipped. */
export function* findRecords(bytes: Buffer): Generator<FoundRecord, void, undefined> {
  let at = bytes.indexOf(MAGIC);
  while (at >= 0) {
    const length = lengthAt(bytes, at, bytes.length);
    if (length !== undefined) {
      yield { key: bytes.toString("latin1", at + HEAD, at + FIXED), offset: at, length };
    }
    at = bytes.indexOf(MAGIC, at + (length ?? 1));
  }
}

/** Length of the whole and sound record at an offset; undefined when there is none. */
function lengthAt(bytes: Buffer, at: number, end: number): number | undefined {
  if (end - at < FIXED) return undefined;
  const count = bytes.readUInt32LE(at + 8);
  const width = bytes.readUInt32LE(at + 12);
  if (count > MOST_VALUES || (width !== 4 && width !== 8)) return undefined;
  const length = FIXED + width * count;
  if (at + length > end || bytes.compare(MAGIC, 0, 4, at, at + 4) !== 0) return undefined;
  return crc32(bytes.subarray(at + 8, at + length)) === bytes.readUInt32LE(at + 4)
    ? length
    : undefined;
}
