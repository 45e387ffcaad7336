import { random } from "../../../protocols/index.ts";

/** One repository as the model sees it: the bytes of each of its files. */
export interface Repository {
  readonly files: readonly number[];
  readonly bytes: number;
}

/** Two log-normal laws: of the number of files, and of the bytes of one. */
export interface SizeLaw {
  /** Mean number of files. */
  readonly files: number;
  readonly filesSpread: number;
  /** Mean bytes of a file. */
  readonly bytes: number;
  readonly bytesSpread: number;
  /** Limits of the configuration: larger files are left out, longer lists end the session. */
  readonly mostFiles: number;
  readonly mostBytes: number;
}

/** The repository with this number; the same number and seed give the same one. */
export function repositoryOf(law: SizeLaw, seed: number, number: number): Repository {
  const count = drawn(law.files, law.filesSpread, seed, number, "files");
  const length = Math.max(1, Math.min(law.mostFiles, Math.round(count)));
  const files = Array.from({ length }, (_, file) =>
    Math.min(law.mostBytes, Math.ceil(drawn(law.bytes, law.bytesSpread, seed, number, file))),
  );
  return { files, bytes: files.reduce((sum, bytes) => sum + bytes, 0) };
}

/** A log-normal number with this mean, whose logarithm has this standard deviation. */
function drawn(mean: number, spread: number, ...stream: readonly [number, ...(string | number)[]]) {
  const [seed, ...names] = stream;
  // Box and Muller; 1 - u is never 0.
  const radius = Math.sqrt(-2 * Math.log(1 - random(seed, ...names, "radius")));
  const normal = radius * Math.cos(2 * Math.PI * random(seed, ...names, "angle"));
  return mean * Math.exp(spread * normal - (spread * spread) / 2);
}
