import { Packr, Unpackr } from "msgpackr";
import { crc32 } from "node:zlib";
import type { FileRecord } from "../parse/record.ts";

/**
 * A record on disk: magic, CRC-32 of all that follows, length of the record, key (32 bytes),
 * record (msgpack); numbers are little-endian. The magic lets a reader find the next record after
 * damage.
 */
const magic = Buffer.from("hgr1", "latin1");
const head = 12;
const keyLength = 32;
const fixed = head + keyLength;
/** No record of a file within the limits of parsing comes near it. */
const maxLength = 64 << 20;

const packr = new Packr({ useRecords: false });
const unpackr = new Unpackr({ useRecords: false });

/** One entry of a segment. */
export interface Entry {
  /** 64 hexadecimal digits. */
  key: string;
  record: FileRecord;
}

/** The bytes of an entry. */
export function encodeEntry({ key, record }: Entry): Buffer {
  const body = packr.pack(record);
  const bytes = Buffer.alloc(fixed + body.length);
  magic.copy(bytes);
  bytes.writeUInt32LE(body.length, 8);
  bytes.write(key, head, "hex");
  body.copy(bytes, fixed);
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  return bytes;
}

/**
 * The entries of a segment whose keys are wanted; damage is passed over.
 *
 * @param wanted says which of the keys are of use
 */
export function* decodeEntries(
  bytes: Buffer,
  wanted: (key: string) => boolean,
): Generator<Entry, void, undefined> {
  let at = bytes.indexOf(magic);
  while (at >= 0 && at + fixed <= bytes.length) {
    const length = bytes.readUInt32LE(at + 8);
    const end = at + fixed + length;
    const isWhole = length <= maxLength && end <= bytes.length;
    const key = bytes.toString("hex", at + head, at + fixed);
    const isSound =
      isWhole &&
      (!wanted(key) || crc32(bytes.subarray(at + 8, end)) === bytes.readUInt32LE(at + 4));
    if (isSound && wanted(key)) {
      const record = recordIn(bytes.subarray(at + fixed, end));
      if (record !== undefined) yield { key, record };
    }
    // The length of a damaged entry may be wrong too.
    at = bytes.indexOf(magic, isSound ? end : at + 1);
  }
}

function recordIn(body: Buffer): FileRecord | undefined {
  try {
    return unpackr.unpack(body) as FileRecord;
  } catch {
    return undefined;
  }
}
