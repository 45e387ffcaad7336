import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { ParquetFileWriter } from "../../export/files/index.ts";

/** Bytes of text of a package that is taken. */
const LEAST = 1_000;
const MOST = 60_000;
const TEXT = /\.(?:[cm]?[jt]s|json|md|txt)$|^license$/i;

/** One row: columns as The Stack v3 names them. */
interface Repository {
  readonly repo_name: string;
  readonly revision_id: string;
  readonly detected_licenses: readonly string[];
  readonly license_type: string;
  readonly files: readonly { readonly file_path: string; readonly content: string }[];
}

/**
 * Writes a Parquet file of so many packages of this project's own dependencies, by name. Returns
 * the bytes of their texts.
 */
export async function writeTable(file: string, count: number): Promise<number> {
  const columns = [
    { name: "repo_name", type: "STRING" },
    { name: "revision_id", type: "STRING" },
    { name: "detected_licenses", type: "JSON" },
    { name: "license_type", type: "STRING" },
    { name: "files", type: "JSON" },
  ] as const;
  const writer = await ParquetFileWriter.open(file, columns, {});
  let [rows, bytes] = [0, 0];
  for (const name of (await readdir("node_modules")).toSorted()) {
    if (rows === count) break;
    const found = /^[.@]/.test(name) ? undefined : await packageAt(name, rows);
    if (!found) continue;
    bytes += found.files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
    await writer.write({ ...found });
    rows += 1;
  }
  await writer.finish();
  if (rows < count) throw new Error(`only ${rows} packages are small enough`);
  return bytes;
}

async function packageAt(name: string, at: number): Promise<Repository | undefined> {
  const root = path.join("node_modules", name);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && TEXT.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((place) => !path.relative(root, place).includes("node_modules"))
    .toSorted();
  if (paths.length > 40 || !paths.some((place) => /\.[cm]?[jt]s$/.test(place))) return undefined;
  const files = await Promise.all(
    paths.map(async (place) => ({
      file_path: path.relative(root, place),
      content: await readFile(place, "utf8"),
    })),
  );
  const bytes = files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  if (bytes < LEAST || bytes > MOST) return undefined;
  const { license } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as {
    license?: string;
  };
  return {
    repo_name: `npm/${name}`,
    revision_id: String(at).padStart(40, "0"),
    detected_licenses: license === undefined ? [] : [license],
    license_type: license === undefined ? "no_license" : "permissive",
    files,
  };
}
