/** An instance of a module, opaque to us. */
export interface WasmInstance {
  readonly exports: object;
}

interface WasmApi {
  compile: (bytes: Uint8Array) => Promise<WebAssembly.Module>;
  Instance: new (module: WebAssembly.Module, imports: object) => WasmInstance;
  RuntimeError: new () => Error;
}

/** The global object; Node's types declare only its modules. */
export const wasm = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;
