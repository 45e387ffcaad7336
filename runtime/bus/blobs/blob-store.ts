import { lstat } from "node:fs/promises";
import path from "node:path";
import { HindcastError, reasonOf, sha256, type BlobRef } from "../../../protocols/index.ts";
import { BlobCache } from "./blob-cache.ts";
import { makeDirectories, readPlain, syncDirectory, writeAtomically } from "../../files/index.ts";

/** Name of the directory beside the log that holds the blobs. */
export const BLOB_FOLDER = "blobs";

/**
 * Content-addressed files, `<first two digits>/<sha256>`. A file appears whole, by a rename, and
 * never changes; one that holds something else is replaced when its blob is put again.
 */
export class BlobStore {
  readonly #root: string;
  readonly #writing = new Map<string, Promise<void>>();
  readonly #cache = new BlobCache<Buffer>();
  readonly #made = new Set<string>();
  readonly #durable: boolean;

  /** @param options `durable`: a blob is on the disk, not only with the system, once it is put */
  constructor(root: string, { durable = false }: { readonly durable?: boolean } = {}) {
    this.#root = root;
    this.#durable = durable;
  }

  /** Bytes that are kept in memory. */
  get cached(): number {
    return this.#cache.calculatedSize;
  }

  async put(bytes: Uint8Array): Promise<BlobRef> {
    const hash = sha256(bytes);
    if (!this.#cache.has(hash)) {
      const own = Buffer.from(bytes);
      let writing = this.#writing.get(hash);
      if (!writing) {
        writing = this.#write(hash, own).finally(() => this.#writing.delete(hash));
        this.#writing.set(hash, writing);
      }
      await writing;
      this.#cache.set(hash, own);
    }
    return { sha256: hash, bytes: bytes.length };
  }

  /** Throws BLOB_MISSING, and BLOB_DAMAGED for a file that is not what its name says. */
  async get(ref: BlobRef): Promise<Uint8Array> {
    const hit = this.#cache.get(ref.sha256);
    const bytes = hit ?? (await this.#read(ref.sha256));
    if (bytes.length !== ref.bytes) {
      throw damaged(ref, `it has ${bytes.length} bytes, not ${ref.bytes}`);
    }
    if (!hit && sha256(bytes) !== ref.sha256) throw damaged(ref, "its bytes have another hash");
    if (!hit) this.#cache.set(ref.sha256, bytes);
    // A copy: what one actor does to its bytes is not seen by another.
    return Uint8Array.from(bytes);
  }

  async #read(hash: string): Promise<Buffer> {
    if (!/^[0-9a-f]{64}$/.test(hash)) {
      throw new HindcastError("BLOB_MISSING", `${JSON.stringify(hash)} is no SHA-256`);
    }
    try {
      return await readPlain(this.#file(hash));
    } catch (error) {
      throw new HindcastError("BLOB_MISSING", `${hash}: ${reasonOf(error)}`, { cause: error });
    }
  }

  async #write(hash: string, bytes: Buffer): Promise<void> {
    const file = this.#file(hash);
    // A power loss may leave a file that is cut short, or of zeros.
    if (await holds(file, bytes)) return;
    try {
      await this.#directory(hash);
      await writeAtomically(file, bytes, { durable: this.#durable });
    } catch (error) {
      throw new HindcastError("LOG_WRITE", `blob ${hash}: ${reasonOf(error)}`, { cause: error });
    }
  }

  async #directory(hash: string): Promise<void> {
    const part = hash.slice(0, 2);
    if (this.#made.has(part)) return;
    const parent = path.dirname(this.#root);
    const directory = await makeDirectories(parent, path.basename(this.#root), part);
    if (this.#durable) await syncDirectory(path.dirname(directory));
    this.#made.add(part);
  }

  #file(hash: string): string {
    return path.join(this.#root, hash.slice(0, 2), hash);
  }
}

async function holds(file: string, bytes: Buffer): Promise<boolean> {
  try {
    const { size } = await lstat(file);
    return size === bytes.length && bytes.equals(await readPlain(file));
  } catch {
    return false;
  }
}

function damaged(ref: BlobRef, what: string): HindcastError {
  return new HindcastError("BLOB_DAMAGED", `blob ${ref.sha256}: ${what}`);
}
