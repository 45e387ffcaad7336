/** A compiled module, opaque to us: the types of Node do not name it. */
export type WasmModule = object;

/** An instance of a module, opaque to us. */
export interface WasmInstance {
  readonly exports: object;
}

interface WasmApi {
  compile: (bytes: Uint8Array) => Promise<WasmModule>;
  Instance: new (module: WasmModule, imports: object) => WasmInstance;
  Memory: new (size: { initial: number; maximum: number }) => object;
  RuntimeError: new () => Error;
}

/** The global object, which the types of Node leave out. */
export const wasm = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;
