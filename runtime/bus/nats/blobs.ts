import { headers } from "@nats-io/transport-node";
import { HindcastError, sha256, type BlobRef } from "../../../protocols/index.ts";
import { blobStream, blobSubject } from "../../nats/index.ts";
import { BlobCache } from "../blobs/index.ts";
import type { StreamRecord, RecordLookup } from "./records/index.ts";
import type { RecordWriter } from "./publish/index.ts";

/** Bytes of one chunk; the server carries 1 MiB with headers. Part of what is stored. */
const CHUNK = 900_000;

const CHUNKS = "Hindcast-Chunks";

/**
 * Content-addressed bytes in a stream, a message for each chunk. Chunk 0 says how many there are
 * and is written last: a blob exists when it is whole. Equal bytes make equal chunks, so it does
 * not matter which of two writers comes first.
 */
export class NatsBlobs {
  readonly #run: string;
  readonly #writer: RecordWriter;
  /** `direct` may be answered by a replica that lags behind, `leader` never. */
  readonly #direct: RecordLookup;
  readonly #leader: RecordLookup;
  readonly #cache = new BlobCache();
  readonly #writing = new Map<string, Promise<void>>();

  constructor(run: string, writer: RecordWriter, direct: RecordLookup, leader: RecordLookup) {
    this.#run = run;
    this.#writer = writer;
    this.#direct = direct;
    this.#leader = leader;
  }

  async put(session: string, bytes: Uint8Array): Promise<BlobRef> {
    const hash = sha256(bytes);
    const key = `${session}/${hash}`;
    if (!this.#cache.get(key)) {
      const own = Uint8Array.from(bytes);
      let writing = this.#writing.get(key);
      if (!writing) {
        writing = this.#write(session, hash, own).finally(() => this.#writing.delete(key));
        this.#writing.set(key, writing);
      }
      await writing;
      this.#cache.add(key, own);
    }
    return { sha256: hash, bytes: bytes.length };
  }

  /** Throws BLOB_MISSING, and BLOB_DAMAGED when the bytes are not what the hash says. */
  async get(session: string, ref: BlobRef): Promise<Uint8Array> {
    const { sha256: hash } = ref;
    if (!/^[0-9a-f]{64}$/.test(hash)) {
      throw new HindcastError("BLOB_MISSING", `${JSON.stringify(hash)} is no SHA-256`);
    }
    const key = `${session}/${hash}`;
    const hit = this.#cache.get(key);
    const bytes = hit ?? (await this.#read(session, hash));
    if (bytes.length !== ref.bytes) {
      const what = `it has ${bytes.length} bytes, not ${ref.bytes}`;
      throw new HindcastError("BLOB_DAMAGED", `blob ${hash}: ${what}`);
    }
    if (!hit && sha256(bytes) !== hash) {
      throw new HindcastError("BLOB_DAMAGED", `blob ${hash}: its bytes have another hash`);
    }
    this.#cache.add(key, bytes);
    // A copy: what one actor does to its bytes is not seen by another.
    return Uint8Array.from(bytes);
  }

  async #write(session: string, hash: string, bytes: Uint8Array): Promise<void> {
    const count = Math.max(1, Math.ceil(bytes.length / CHUNK));
    for (let chunk = count - 1; chunk >= 0; chunk -= 1) {
      const all = headers();
      if (chunk === 0) all.set(CHUNKS, String(count));
      await this.#writer.write({
        subject: blobSubject(this.#run, session, hash, chunk),
        headers: all,
        data: bytes.subarray(chunk * CHUNK, (chunk + 1) * CHUNK),
        // Whoever was first has written the same.
        after: 0,
      });
    }
  }

  async #read(session: string, hash: string): Promise<Uint8Array> {
    const first = await this.#chunk(session, hash, 0);
    const count = Number(first.headers?.get(CHUNKS));
    if (!Number.isSafeInteger(count) || count < 1) {
      throw new HindcastError("BLOB_DAMAGED", `blob ${hash}: it does not say how long it is`);
    }
    const chunks = [first.data];
    for (let chunk = 1; chunk < count; chunk += 1) {
      chunks.push((await this.#chunk(session, hash, chunk)).data);
    }
    return Uint8Array.from(Buffer.concat(chunks));
  }

  async #chunk(session: string, hash: string, chunk: number): Promise<StreamRecord> {
    const subject = blobSubject(this.#run, session, hash, chunk);
    const found = (await this.#direct.last(subject)) ?? (await this.#leader.last(subject));
    if (found) return found;
    const what = chunk === 0 ? "" : `: chunk ${chunk}`;
    throw new HindcastError("BLOB_MISSING", `${hash}${what} in ${blobStream(this.#run)}`);
  }
}
