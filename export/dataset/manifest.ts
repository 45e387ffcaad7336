import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { HindcastError, problemOf, reasonOf } from "../../protocols/index.ts";
import { readPlain } from "../../runtime/files/index.ts";
import { DatasetFacts, noFacts } from "./facts.ts";

/** Name of the file that says what an export holds. */
const MANIFEST_FILE = "export.json";

const ShardEntry = z.strictObject({
  path: z.string(),
  split: z.string(),
  rows: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  sha256: z.string(),
});

/** A trajectory, or a part of one, that is not in the data set. */
export const LeftOut = z.strictObject({
  session: z.string(),
  /** File of the coder, where only a part is missing. */
  path: z.string().optional(),
  reason: z.string(),
});
export type LeftOut = z.infer<typeof LeftOut>;

const Counts = z.strictObject({
  /** Trajectories with at least one row, and rows. */
  trajectories: z.int().nonnegative(),
  rows: z.int().nonnegative(),
  /** Characters of what is and what is not trained on, by kind of step. */
  characters: z.record(
    z.string(),
    z.strictObject({ trained: z.int().nonnegative(), masked: z.int().nonnegative() }),
  ),
  /** The same in tokens, where a tokeniser was used. */
  tokens: z.strictObject({ trained: z.int().nonnegative(), masked: z.int().nonnegative() }),
});
export type Counts = z.infer<typeof Counts>;

const checked = { checked: z.int().nonnegative(), left_out: z.int().nonnegative() };

/** `export.json`: what an export was made of, and every file of it. */
export const ExportManifest = z.strictObject({
  format: z.literal("hindcast.export/1"),
  hindcast: z.string(),
  /** Everything that bears on the bytes. */
  options: z.record(z.string(), z.unknown()),
  /** Whether the export is complete; an incomplete one continues when it is started again. */
  complete: z.boolean(),
  files: z.array(ShardEntry),
  counts: Counts,
  /** What the card says of the trajectories. */
  facts: DatasetFacts.default(noFacts),
  /** What was looked for and left out; `selection.jsonl` lists it. */
  selection: z
    .strictObject({
      contamination: z.strictObject(checked).optional(),
      duplicates: z.strictObject({ ...checked, pairs: z.int().nonnegative() }).optional(),
    })
    .optional(),
  left_out: z.array(LeftOut),
  /** Inputs in complete files; a continued export skips them. */
  done: z.int().nonnegative(),
});
export type ExportManifest = z.infer<typeof ExportManifest>;

/**
 * The manifest in a directory; undefined where there is none.
 *
 * @throws HindcastError OUTPUT_INVALID
 */
export async function readManifest(directory: string): Promise<ExportManifest | undefined> {
  const file = path.join(directory, MANIFEST_FILE);
  let value: unknown;
  try {
    value = JSON.parse((await readPlain(file)).toString("utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new HindcastError("OUTPUT_INVALID", `${file}: ${reasonOf(error)}`, { cause: error });
  }
  const parsed = ExportManifest.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HindcastError("OUTPUT_INVALID", `${file}: ${problemOf(parsed.error)}`);
}

/** Replaces the manifest in one step. */
export async function writeManifest(directory: string, manifest: ExportManifest): Promise<void> {
  const file = path.join(directory, MANIFEST_FILE);
  await writeFile(`${file}.tmp`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  await rename(`${file}.tmp`, file);
}
