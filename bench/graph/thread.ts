import { readAndParse, type BareFile } from "./baseline.ts";

/** What a bare parser thread is given. */
export interface BareBatch {
  files: BareFile[];
  wasm: ReadonlyMap<string, string>;
}

/** Reads and parses files in a thread; returns nothing but the milliseconds that it took. */
export default async function bareBatch({ files, wasm }: BareBatch): Promise<number> {
  return readAndParse(files, wasm);
}
