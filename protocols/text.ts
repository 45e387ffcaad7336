import * as z from "zod";

/** Bytes in the content-addressed blob store. */
export const BlobRef = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().nonnegative(),
});
export type BlobRef = z.infer<typeof BlobRef>;

/** A text: inline, or in the blob store as UTF-8 when it is longer than {@link INLINE_LIMIT}. */
export const TextRef = z.union([z.string(), BlobRef]);
export type TextRef = z.infer<typeof TextRef>;

/** The longest text, in UTF-8 bytes, that travels inside a message. */
export const INLINE_LIMIT = 32 * 1024;

/**
 * The longest text, in UTF-8 bytes, that travels inside a message although many messages name it:
 * the text of a file is part of every request about that file, and the log should store it once.
 */
export const SHARED_LIMIT = 512;

/** Whether a text must travel as a blob. */
export function exceedsInline(text: string, limit: number = INLINE_LIMIT): boolean {
  return text.length > limit || Buffer.byteLength(text) > limit;
}
