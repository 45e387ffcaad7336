import { readFileSync, statSync } from "node:fs";
import { Tinypool } from "tinypool";
import { threadModule } from "../../runtime/threads/index.ts";
import type { BareFile } from "./baseline.ts";

/** Threads that read and parse, and do nothing else. */
export interface BarePool {
  /** Milliseconds from the first file to the last, over all threads. */
  run: (files: readonly BareFile[], wasm: ReadonlyMap<string, string>) => Promise<number>;
  close: () => Promise<void>;
}

/** Bare threads, each with an equal share of the bytes. */
export function barePool(threads: number): BarePool {
  const pool = new Tinypool({
    filename: threadModule(import.meta.url, "./thread.ts"),
    minThreads: threads,
    maxThreads: threads,
  });
  return {
    async run(files, wasm) {
      const shares = shared(files, threads);
      // Each thread counts from when its grammars are ready, as ours do once they are warm.
      const times = await Promise.all(
        shares.map((share) => pool.run({ files: share, wasm }) as Promise<number>),
      );
      return Math.max(...times);
    },
    close: () => pool.destroy(),
  };
}

function shared(files: readonly BareFile[], count: number): BareFile[][] {
  const shares = Array.from({ length: count }, () => ({ files: [] as BareFile[], bytes: 0 }));
  const sized = files.map((file) => ({ file, bytes: statSync(file.location).size }));
  for (const { file, bytes } of sized.toSorted((a, b) => b.bytes - a.bytes)) {
    const least = shares.reduce((a, b) => (b.bytes < a.bytes ? b : a));
    least.files.push(file);
    least.bytes += bytes;
  }
  return shares.map((share) => share.files);
}

/** Milliseconds to read files once, so that the first measurement finds them in memory. */
export function warm(files: readonly BareFile[]): void {
  for (const { location } of files) readFileSync(location);
}
