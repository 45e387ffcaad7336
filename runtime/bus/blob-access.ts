import {
  HindcastError,
  canonicalJson,
  exceedsInline,
  reasonOf,
  type BlobRef,
  type TextRef,
} from "../../protocols/index.ts";
import type { BlobAccess } from "../define/service.ts";
import type { Bus } from "./bus.ts";

/** Texts and JSON on top of the blobs of a bus. Equal JSON values have one blob. */
export function blobAccess(bus: Pick<Bus, "putBlob" | "getBlob">): BlobAccess {
  async function text(ref: BlobRef): Promise<string> {
    const bytes = await bus.getBlob(ref);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  }
  return {
    put: (bytes) => bus.putBlob(bytes),
    get: (ref) => bus.getBlob(ref),
    putText(value): Promise<TextRef> {
      // Half a surrogate pair has no bytes: without this, a text would not come back as sent.
      const whole = value.toWellFormed();
      return exceedsInline(whole) ? bus.putBlob(Buffer.from(whole)) : Promise.resolve(whole);
    },
    getText: (ref) => (typeof ref === "string" ? Promise.resolve(ref) : text(ref)),
    putJson: (value) => bus.putBlob(Buffer.from(canonicalJson(value))),
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
