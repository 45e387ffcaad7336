import { Packr, Unpackr } from "msgpackr";
import * as z from "zod";
import { HindcastError } from "../../protocols/errors.ts";
import { sha256 } from "../../protocols/json.ts";
import { ManifestEntry, RepositoryIdentity } from "../../protocols/repository.ts";

/** A repository as it was: every entry of its tree, and the bytes of the included files. */
export interface Snapshot {
  repository: RepositoryIdentity;
  /** In code-unit order of the paths. */
  manifest: ManifestEntry[];
  /** Bytes of the included files by path, in the manifest's order. */
  contents: ReadonlyMap<string, Uint8Array>;
}

const format = "hindcast.snapshot/1";

const Packed = z.strictObject({
  format: z.literal(format),
  repository: RepositoryIdentity,
  manifest: z.array(ManifestEntry),
  contents: z.array(z.instanceof(Uint8Array)),
});

/**
 * The bytes of a snapshot. They hold no time and no place, so that equal trees have equal bytes
 * and the caller can store them under their hash.
 */
export function packSnapshot(snapshot: Snapshot): Uint8Array {
  const { repository, manifest, contents } = snapshot;
  const files: Uint8Array[] = [];
  for (const entry of manifest) {
    const bytes = contents.get(entry.path);
    if (entry.included && bytes !== undefined) files.push(bytes);
  }
  const packr = new Packr({ useRecords: false, variableMapSize: true });
  return packr.pack({
    format,
    repository: {
      name: repository.name,
      commit: repository.commit,
      licence: repository.licence,
      ...(repository.origin !== undefined && { origin: repository.origin }),
    },
    manifest: manifest.map(inFixedOrder),
    contents: files,
  });
}

/**
 * A snapshot from its bytes, every file checked against the manifest's hash.
 *
 * @throws HindcastError SNAPSHOT_INVALID
 */
export function unpackSnapshot(bytes: Uint8Array): Snapshot {
  const packed = parse(bytes);
  const contents = new Map<string, Uint8Array>();
  let next = 0;
  let previous = "";
  for (const entry of packed.manifest) {
    if (entry.path <= previous) throw invalid(`the manifest repeats or misplaces ${entry.path}`);
    previous = entry.path;
    if (!entry.included) continue;
    const file = packed.contents[next++];
    if (file === undefined || file.length !== entry.bytes || sha256(file) !== entry.sha256) {
      throw invalid(`the content of ${entry.path} is not what its hash says`);
    }
    if (!isSafePath(entry.path)) throw invalid(`${entry.path} leaves the root`);
    contents.set(entry.path, file);
  }
  if (next !== packed.contents.length) throw invalid("it holds content that no entry names");
  return { repository: packed.repository, manifest: packed.manifest, contents };
}

function parse(bytes: Uint8Array): z.infer<typeof Packed> {
  try {
    return Packed.parse(new Unpackr({ useRecords: false, copyBuffers: false }).unpack(bytes));
  } catch (error) {
    throw new HindcastError("SNAPSHOT_INVALID", "its bytes are not a snapshot of a known version", {
      cause: error,
    });
  }
}

function isSafePath(path: string): boolean {
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

function invalid(detail: string): HindcastError {
  return new HindcastError("SNAPSHOT_INVALID", detail);
}

function inFixedOrder(entry: ManifestEntry): ManifestEntry {
  return {
    path: entry.path,
    bytes: entry.bytes,
    included: entry.included,
    ...(entry.reason !== undefined && { reason: entry.reason }),
    ...(entry.sha256 !== undefined && { sha256: entry.sha256 }),
    ...(entry.encoding !== undefined && { encoding: entry.encoding }),
    ...(entry.executable !== undefined && { executable: entry.executable }),
    ...(entry.link !== undefined && { link: entry.link }),
  };
}
