import path from "node:path";
import { readdir } from "node:fs/promises";
import { HindcastError, sha256 } from "../../protocols/index.ts";
import { BLOB_FOLDER } from "../../runtime/bus/index.ts";
import { readPlain } from "../../runtime/files/index.ts";

/** A text or a snapshot that messages name. */
export interface StoredBlob {
  /** Its hash in full. */
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** Digits that a hash is shortened to at least. */
const SHORTEST = 6;

/**
 * A blob that is beside a log.
 *
 * @param hash its SHA-256 in hexadecimal, or the beginning of it
 * @throws HindcastError BLOB_MISSING, BLOB_DAMAGED, and USAGE for what is no hash or names several
 */
export async function readBlob(log: string, hash: string): Promise<StoredBlob> {
  if (!/^[0-9a-f]+$/.test(hash) || hash.length > 64 || hash.length < SHORTEST) {
    const wanted = `expected at least ${SHORTEST} hexadecimal digits of a SHA-256`;
    throw new HindcastError("USAGE", `found ${JSON.stringify(hash)}, ${wanted}`);
  }
  const folder = path.join(path.dirname(log), BLOB_FOLDER, hash.slice(0, 2));
  const names = await readdir(folder).catch(() => []);
  const found = names.filter((name) => name.startsWith(hash) && name.length === 64);
  const [name] = found;
  if (name === undefined) throw new HindcastError("BLOB_MISSING", `${hash} is not in ${folder}`);
  if (found.length > 1) {
    throw new HindcastError("USAGE", `${hash} begins ${found.length} hashes: give more digits`);
  }
  const bytes = await readPlain(path.join(folder, name));
  if (sha256(bytes) === name) return { sha256: name, bytes };
  throw new HindcastError("BLOB_DAMAGED", `blob ${name}: its bytes have another hash`);
}
