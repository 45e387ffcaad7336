import { headers } from "@nats-io/transport-node";
import { HindcastError, isHindcastError, sha256, type BlobRef } from "../../../protocols/index.ts";
import { blobStream, blobSubject, type NatsLink } from "../../nats/index.ts";
import { BlobCache } from "../blobs/index.ts";
import type { StreamRecord, RecordLookup } from "./records/index.ts";
import type { RecordWriter } from "./publish/index.ts";

/** The most bytes of one chunk: a server with its default settings takes 1 MiB with headers. */
const CHUNK = 900_000;
/** Bytes that a chunk's headers may need; the server counts them to `max_payload`. */
const HEADERS = 4096;

const CHUNKS = "Hindcast-Chunks";

/** How often wrong bytes under a hash are replaced, and how many earlier ones are read. */
const REPLACEMENTS = 16;

/**
 * Content-addressed bytes in a stream, a message for each chunk. Chunk 0 says how many there are
 * and is written last: a blob exists when it is complete. Chunks are as large as the server's
 * `max_payload` allows. Writers with the same limit make equal chunks, so it does not matter which
 * of two comes first; a blob that was written under another limit is kept when its hash is right.
 */
export class NatsBlobs {
  readonly #run: string;
  readonly #link: NatsLink;
  readonly #writer: RecordWriter;
  /** `direct` reads may be answered by a lagging replica, `leader` reads never. */
  readonly #direct: RecordLookup;
  readonly #leader: RecordLookup;
  readonly #cache = new BlobCache();
  readonly #writing = new Map<string, Promise<void>>();

  constructor(options: {
    readonly run: string;
    readonly link: NatsLink;
    readonly writer: RecordWriter;
    readonly direct: RecordLookup;
    readonly leader: RecordLookup;
  }) {
    this.#run = options.run;
    this.#link = options.link;
    this.#writer = options.writer;
    this.#direct = options.direct;
    this.#leader = options.leader;
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
      this.#cache.set(key, own);
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
    this.#cache.set(key, bytes);
    // A copy: what one actor does to its bytes is not seen by another.
    return Uint8Array.from(bytes);
  }

  async #write(session: string, hash: string, bytes: Uint8Array): Promise<void> {
    const size = this.#chunkSize();
    const count = Math.max(1, Math.ceil(bytes.length / size));
    // Chunks of another size under the same subjects must not be mixed with these.
    if (count > 1 && (await this.#isComplete(session, hash, bytes.length))) return;
    for (let chunk = count - 1; chunk >= 0; chunk -= 1) {
      const subject = blobSubject(this.#run, session, hash, chunk);
      const data = bytes.subarray(chunk * size, (chunk + 1) * size);
      await this.#writeChunk(subject, data, chunk === 0 ? String(count) : "");
    }
  }

  /** Throws NATS_UNSUPPORTED when the server takes no messages of a useful size. */
  #chunkSize(): number {
    const { maxPayload } = this.#link;
    const size = Math.min(CHUNK, maxPayload - HEADERS);
    if (size > 0) return size;
    const what = `the server takes messages of ${maxPayload} bytes (max_payload)`;
    throw new HindcastError("NATS_UNSUPPORTED", `${what}; blobs need more than ${HEADERS}`);
  }

  async #isComplete(session: string, hash: string, size: number): Promise<boolean> {
    const first = await this.#leader.last(blobSubject(this.#run, session, hash, 0));
    if (!first) return false;
    try {
      return sha256(await this.#join(session, hash, first, size)) === hash;
    } catch (error) {
      if (isHindcastError(error) && error.code === "BLOB_MISSING") return false;
      throw error;
    }
  }

  /** Another writer should have written the same bytes; any others are replaced. */
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
    const first = await this.#chunk(session, hash, 0);
    const latest = await this.#join(session, hash, first, size);
    if (sha256(latest) === hash) return latest;
    const earlier = await this.#earlier(session, hash);
    if (earlier) return earlier;
    throw new HindcastError("BLOB_DAMAGED", `blob ${hash}: its bytes have another hash`);
  }

  /**
   * All chunks after the first, which says how many there are. A false count ends where the bytes
   * are enough.
   *
   * @param size bytes of the blob
   */
  async #join(
    session: string,
    hash: string,
    first: StreamRecord,
    size: number,
  ): Promise<Uint8Array> {
    const count = Number(first.headers?.get(CHUNKS) ?? 1);
    const chunks = [first.data];
    let bytes = first.data.length;
    for (let chunk = 1; chunk < count && bytes < size; chunk += 1) {
      const { data } = await this.#chunk(session, hash, chunk);
      chunks.push(data);
      bytes += data.length;
    }
    return Uint8Array.from(Buffer.concat(chunks));
  }

  /** The right bytes of a blob of one chunk that was overwritten with others. */
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
