import { compress, decompress, init } from "@bokuweb/zstd-wasm";

/** Zstandard's own default. */
const LEVEL = 3;

let ready: Promise<void> | undefined;

/** Loads the codec; {@link zstdCompress} and {@link zstdDecompress} work once it has resolved. */
export async function loadZstd(): Promise<void> {
  ready ??= init();
  await ready;
}

/** One frame. Frames that follow one another are one stream to every reader. */
export function zstdCompress(bytes: Uint8Array): Uint8Array {
  return compress(bytes, LEVEL);
}

/** The content of one frame. */
export function zstdDecompress(bytes: Uint8Array): Uint8Array {
  return decompress(bytes);
}
