import { headers } from "@nats-io/transport-node";
import { HindcastError, sha256, type BlobRef } from "../../../protocols/index.ts";
import { blobStream, blobSubject } from "../../nats/index.ts";
import { BlobCache } from "../blobs/index.ts";
import type { StreamRecord, RecordLookup } from "./records/index.ts";
import type { RecordWriter } from "./publish/index.ts";

/** Bytes of one chunk; the server carries 1 MiB with headers. Part of what is stored. */
const CHUNK = 900_000;

const CHUNKS = "Hindcast-Chunks";

/** Times that wrong bytes under a hash are written over, and looked behind. */
const REPLACEMENTS = 16;

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
    const bytes = hit ?? (await this.#read(session, ref));
    if (bytes.length !== ref.bytes) {
      const what = `it has ${bytes.length} bytes, not ${ref.bytes}`;
      throw new HindcastError("BLOB_DAMAGED", `blob ${hash}: ${what}`);
    }
    this.#cache.add(key, bytes);
    // A copy: what one actor does to its bytes is not seen by another.
    return Uint8Array.from(bytes);
  }

  async #write(session: string, hash: string, bytes: Uint8Array): Promise<void> {
    const count = Math.max(1, Math.ceil(bytes.length / CHUNK));
    for (let chunk = count - 1; chunk >= 0; chunk -= 1) {
      const subject = blobSubject(this.#run, session, hash, chunk);
      const data = bytes.subarray(chunk * CHUNK, (chunk + 1) * CHUNK);
      await this.#writeChunk(subject, data, chunk === 0 ? String(count) : "");
    }
  }

  /** Whoever was first should have written the same; what is something else is replaced. */
  async #writeChunk(subject: string, data: Uint8Array, count: string): Promise<void> {
    for (let attempt = 0, after = 0; attempt < REPLACEMENTS; attempt += 1) {
      const all = headers();
      if (count !== "") all.set(CHUNKS, count);
      const { result } = await this.#writer.write({ subject, headers: all, data, after });
      if (result !== "conflict") return;
      const found = await this.#leader.last(subject);
      const same = found && Buffer.compare(found.data, data) === 0;
      if (same && (found.headers?.get(CHUNKS) ?? "") === count) return;
      after = found?.seq ?? 0;
    }
    throw new HindcastError(
      "BLOB_DAMAGED",
      `${subject}: somebody else replaces it again and again`,
    );
  }

  async #read(session: string, { sha256: hash, bytes: size }: BlobRef): Promise<Uint8Array> {
    const count = Math.max(1, Math.ceil(size / CHUNK));
    const chunks: Uint8Array[] = [];
    for (let chunk = 0; chunk < count; chunk += 1) {
      chunks.push((await this.#chunk(session, hash, chunk)).data);
    }
    const latest = Uint8Array.from(Buffer.concat(chunks));
    if (sha256(latest) === hash) return latest;
    const earlier = count === 1 ? await this.#earlier(session, hash) : undefined;
    if (earlier) return earlier;
    throw new HindcastError("BLOB_DAMAGED", `blob ${hash}: its bytes have another hash`);
  }

  /** The true bytes of a blob over which somebody has written others. */
  async #earlier(session: string, hash: string): Promise<Uint8Array | undefined> {
    const subject = blobSubject(this.#run, session, hash, 0);
    let found = await this.#leader.next(subject, 1);
    for (let attempt = 0; found && attempt < REPLACEMENTS; attempt += 1) {
      if (sha256(found.data) === hash) return Uint8Array.from(found.data);
      found = await this.#leader.next(subject, found.seq + 1);
    }
    return undefined;
  }

  async #chunk(session: string, hash: string, chunk: number): Promise<StreamRecord> {
    const subject = blobSubject(this.#run, session, hash, chunk);
    const found = (await this.#direct.last(subject)) ?? (await this.#leader.last(subject));
    if (found) return found;
    const what = chunk === 0 ? "" : `: chunk ${chunk}`;
    throw new HindcastError("BLOB_MISSING", `${hash}${what} in ${blobStream(this.#run)}`);
  }
}
