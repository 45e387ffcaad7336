import type * as Codec from "@bokuweb/zstd-wasm";

/** Zstandard's own default. */
const LEVEL = 3;

let ready: Promise<void> | undefined;
let codec: typeof Codec | undefined;

/** Loads the codec; {@link zstdCompress} and {@link zstdDecompress} work once it has resolved. */
export async function loadZstd(): Promise<void> {
  ready ??= load();
  await ready;
}

async function load(): Promise<void> {
  const loaded = await import("@bokuweb/zstd-wasm");
  await loaded.init();
  codec = loaded;
}

/** One frame. Frames that follow one another are one stream to every reader. */
export function zstdCompress(bytes: Uint8Array): Uint8Array {
  return loadedCodec().compress(bytes, LEVEL);
}

/** The content of one frame. */
export function zstdDecompress(bytes: Uint8Array): Uint8Array {
  return loadedCodec().decompress(bytes);
}

function loadedCodec(): typeof Codec {
  if (!codec) throw new Error("loadZstd has not resolved");
  return codec;
}
