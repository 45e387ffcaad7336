import {
  HindcastError,
  SHARED_LIMIT,
  canonicalJson,
  exceedsInline,
  reasonOf,
  type BlobRef,
  type TextRef,
} from "../../../protocols/index.ts";
import type { BlobAccess } from "../../define/index.ts";
import type { Bus } from "../bus.ts";

/** Texts and JSON on top of the blobs of a session. Equal JSON values have one blob. */
export function blobAccess(bus: Pick<Bus, "putBlob" | "getBlob">, session: string): BlobAccess {
  const put = (bytes: Uint8Array): Promise<BlobRef> => bus.putBlob(session, bytes);
  async function text(ref: BlobRef): Promise<string> {
    const bytes = await bus.getBlob(session, ref);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  }
  return {
    put,
    get: (ref) => bus.getBlob(session, ref),
    putText(value): Promise<TextRef> {
      // Half a surrogate pair has no bytes: without this, a text would not come back as sent.
      const whole = value.toWellFormed();
      return exceedsInline(whole) ? put(Buffer.from(whole)) : Promise.resolve(whole);
    },
    shareText(value): Promise<TextRef> {
      const whole = value.toWellFormed();
      const short = !exceedsInline(whole, SHARED_LIMIT);
      return short ? Promise.resolve(whole) : put(Buffer.from(whole));
    },
    getText: (ref) => (typeof ref === "string" ? Promise.resolve(ref) : text(ref)),
    putJson: (value) => put(Buffer.from(canonicalJson(value))),
    shareJson<T>(value: T): Promise<T | BlobRef> {
      const json = canonicalJson(value);
      const short = !exceedsInline(json, SHARED_LIMIT);
      return short ? Promise.resolve(value) : put(Buffer.from(json));
    },
    async getJson(ref): Promise<unknown> {
      const json = await text(ref);
      try {
        return JSON.parse(json) as unknown;
      } catch (error) {
        throw new HindcastError("MESSAGE_INVALID", `blob ${ref.sha256}: ${reasonOf(error)}`);
      }
    },
  };
}
