import path from "node:path";
import { HindcastError, reasonOf } from "../../protocols/index.ts";
import { readPlain } from "../../runtime/files/index.ts";
import { readManifest, type ExportManifest } from "../../export/index.ts";

/** Bytes of a card that are read. */
const CARD_LIMIT = 1 << 20;

/** A finished or unfinished export. */
export interface Dataset {
  readonly manifest: ExportManifest;
  /** The card for the Hub, in Markdown; empty until the export is complete. */
  readonly card: string;
}

/**
 * Reads what an export of `hindcast export` says of itself; undefined for another directory.
 *
 * @throws HindcastError OUTPUT_INVALID
 */
export async function readDataset(directory: string): Promise<Dataset | undefined> {
  const manifest = await readManifest(directory);
  if (!manifest) return undefined;
  try {
    const card = await readPlain(path.join(directory, "README.md"), { limit: CARD_LIMIT });
    return { manifest, card: card.toString("utf8") };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { manifest, card: "" };
    const what = `the card in ${directory}: ${reasonOf(error)}`;
    throw new HindcastError("OUTPUT_INVALID", what, { cause: error });
  }
}
