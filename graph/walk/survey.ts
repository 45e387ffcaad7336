import { realpathSync, statSync } from "node:fs";
import { HindcastError } from "../../protocols/errors/index.ts";
import { sha256 } from "../../protocols/json.ts";
import type { FileLimits } from "../../protocols/messages/graph.ts";
import type { ExclusionReason, ManifestEntry } from "../../protocols/repository.ts";
import { packSnapshot, type Snapshot } from "../snapshot/snapshot.ts";
import { classifyHead, classifyText } from "./classify.ts";
import { decodeLines, decodeText } from "./decode.ts";
import { gitDirectory, isBare, readTracked, type GitDirectory } from "./git/index.ts";
import { identify } from "./identity.ts";
import { readRegular } from "./open.ts";
import { pauses } from "../../runtime/threads/index.ts";
import { walkTree, type FoundEntry } from "./walker.ts";

/** How a survey is watched and stopped. */
export interface SurveyOptions {
  signal?: AbortSignal;
  /** Called as files are read, with counts of files. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

/** A repository as it was at one moment. */
export interface Survey {
  /** Manifest and texts packed when first asked for; equal trees give equal bytes. */
  readonly bytes: Uint8Array;
  snapshot: Snapshot;
  included: number;
  excluded: number;
}

// Snapshots are held in memory whole.
const maxTotalBytes = 512 * 1024 * 1024;

/**
 * Takes a snapshot of a directory: every file that is text, not ignored and not made by a tool,
 * with the bytes it has now, and the reason for every file that is left out.
 *
 * @param path the repository's directory; nothing outside it is opened
 * @throws HindcastError REPOSITORY_MISSING, REPOSITORY_UNREADABLE, REPOSITORY_EMPTY,
 *   REPOSITORY_TOO_LARGE, INTERRUPTED
 */
export async function surveyRepository(
  path: string,
  limits: FileLimits,
  options: SurveyOptions = {},
): Promise<Survey> {
  const root = rootOf(path);
  if (isBare(root)) {
    throw new HindcastError(
      "REPOSITORY_EMPTY",
      `${root} is a bare git repository: no file is checked out; clone it`,
    );
  }
  const git = gitDirectory(root);
  const keep = new Set<ExclusionReason>(limits.keep);
  const found = await walkTree(root, {
    exclude: limits.exclude,
    keep,
    tracked: readTracked(git),
    private: {
      exclude: infoLines(git, "exclude"),
      attributes: infoLines(git, "attributes"),
    },
    maxEntries: Math.max(200_000, 20 * limits.max_count),
    ...(options.signal && { signal: options.signal }),
  });
  const manifest: ManifestEntry[] = [];
  const contents = new Map<string, Uint8Array>();
  let total = 0;
  const pause = pauses();
  for (const [index, item] of found.entries()) {
    const { entry, bytes } = take(item, limits, keep);
    manifest.push(entry);
    if (bytes !== undefined) {
      contents.set(entry.path, bytes);
      total += bytes.length;
    }
    if (contents.size > limits.max_count || total > maxTotalBytes) throw tooLarge(root, limits);
    if (!(await pause())) continue;
    options.onProgress?.({ done: index + 1, total: found.length });
    if (options.signal?.aborted === true) {
      throw new HindcastError("INTERRUPTED", "while the repository was read");
    }
  }
  if (contents.size === 0) throw new HindcastError("REPOSITORY_EMPTY", emptiness(root, manifest));
  options.onProgress?.({ done: found.length, total: found.length });
  const snapshot = { repository: identify(root, git, contents), manifest, contents };
  const included = contents.size;
  let packed: Uint8Array | undefined;
  return {
    get bytes() {
      return (packed ??= packSnapshot(snapshot));
    },
    snapshot,
    included,
    excluded: manifest.length - included,
  };
}

function infoLines(git: GitDirectory | undefined, name: string): string {
  const bytes = git?.read(git.common, `info/${name}`, 1 << 20);
  return (bytes && decodeLines(bytes)) ?? "";
}

function rootOf(path: string): string {
  try {
    const root = realpathSync(path);
    if (statSync(root).isDirectory()) return root;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "EACCES" || code === "EPERM" || code === "EIO") {
      throw new HindcastError("REPOSITORY_UNREADABLE", path, { cause: error });
    }
  }
  throw new HindcastError("REPOSITORY_MISSING", path);
}

function take(
  found: FoundEntry,
  limits: FileLimits,
  keep: ReadonlySet<ExclusionReason>,
): { entry: ManifestEntry; bytes?: Uint8Array } {
  const { path } = found;
  if (found.reason !== undefined) {
    const { reason, link } = found;
    return { entry: { path, bytes: 0, included: false, reason, ...(link && { link }) } };
  }
  const opened = readRegular(found.location, limits.max_bytes);
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!("bytes" in opened)) {
    const shown =
      "head" in opened ? classifyHead(name, opened.head, found.attributes, keep) : undefined;
    const reason = shown ?? opened.reason;
    return { entry: { path, bytes: opened.size, included: false, reason } };
  }
  const { bytes } = opened;
  const decoded = decodeText(bytes);
  const reason =
    "reason" in decoded ? decoded.reason : classifyText(name, decoded.text, found.attributes, keep);
  if (reason !== undefined || !("text" in decoded)) {
    return {
      entry: {
        path,
        bytes: bytes.length,
        included: false,
        ...(reason !== undefined && { reason }),
      },
    };
  }
  return {
    entry: {
      path,
      bytes: bytes.length,
      included: true,
      sha256: sha256(bytes),
      encoding: decoded.encoding,
      ...(opened.executable && { executable: true }),
    },
    bytes,
  };
}

function tooLarge(root: string, limits: FileLimits): HindcastError {
  return new HindcastError(
    "REPOSITORY_TOO_LARGE",
    `${root} holds more than ${limits.max_count} files or ${maxTotalBytes} bytes of text`,
  );
}

function emptiness(root: string, manifest: readonly ManifestEntry[]): string {
  const counts = new Map<string, number>();
  for (const entry of manifest) {
    const reason = entry.reason ?? "other";
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const listed = [...counts].map(([reason, count]) => `${count} ${reason}`).join(", ");
  return listed === "" ? `${root} has no entries` : `${root} (${listed})`;
}
