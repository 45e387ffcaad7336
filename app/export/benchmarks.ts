import { readFile } from "node:fs/promises";
import path from "node:path";
import { Benchmarks } from "../../export/index.ts";
import { HindcastError, reasonOf } from "../../protocols/index.ts";
import { isTable, tableRows } from "../input/index.ts";

/**
 * Reads the texts of benchmarks: every string in each row of a table, at any depth, or a whole file
 * of another kind as one text.
 *
 * @param words words of a run that nothing may share with them
 * @throws HindcastError USAGE for a file that cannot be read
 */
export async function readBenchmarks(files: readonly string[], words: number): Promise<Benchmarks> {
  const benchmarks = new Benchmarks(words);
  for (const file of files) {
    const name = path.basename(file);
    try {
      if (!isTable(file)) {
        benchmarks.add(name, await readFile(file, "utf8"));
        continue;
      }
      let row = 0;
      for await (const value of tableRows(file)) {
        row += 1;
        if (value instanceof Error) throw new Error(`row ${row} is not JSON: ${value.message}`);
        for (const text of stringsIn(value)) benchmarks.add(`${name}#${row}`, text);
      }
    } catch (error) {
      throw new HindcastError("USAGE", `--decontaminate ${file}: ${reasonOf(error)}`);
    }
  }
  return benchmarks;
}

/** Strings in a value; what is nested is put off, so that no depth is too much. */
function* stringsIn(value: unknown): Generator<string> {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === "string") yield next;
    else if (typeof next === "object" && next !== null) left.push(...Object.values(next));
  }
}
