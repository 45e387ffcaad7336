import { statSync } from "node:fs";
import { basename, extname, resolve } from "node:path";
import { TomlError, parse as parseToml } from "smol-toml";
import { HindcastError, reasonOf } from "../../protocols/index.ts";
import { readPlainSync } from "../files/index.ts";

/** The file that is read when nobody names one. */
const DEFAULT_FILE = "hindcast.toml";

/** Bytes that a configuration may have. */
const FILE_LIMIT = 1 << 17;

/** The content of a configuration file, unchecked. */
export interface ConfigFile {
  /** Absolute. */
  readonly path: string;
  readonly value: unknown;
  /** Whether somebody named it, and so vouches for what it says. */
  readonly named: boolean;
}

/**
 * Reads the named file, or `hindcast.toml` of the working directory where there is one. Throws
 * CONFIG_INVALID with line and column when it is neither TOML nor, for a name that ends in
 * .json, JSON.
 */
export function readConfigFile(named: string | undefined, cwd: string): ConfigFile | undefined {
  const path = resolve(cwd, named ?? DEFAULT_FILE);
  let text: string;
  try {
    // A file that a repository brings along may be a link to anywhere.
    text = readPlainSync(path, { limit: FILE_LIMIT, follow: named !== undefined }).toString("utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (named === undefined && (code === "ENOENT" || isDirectory(path))) return undefined;
    const refused = error instanceof Error && "syscall" in error;
    const what = refused ? `${path} cannot be read (${code})` : reasonOf(error);
    throw new HindcastError("CONFIG_INVALID", what);
  }
  const value = extname(path) === ".json" ? readJson(path, text) : readToml(path, text);
  return { path, value, named: named !== undefined };
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readToml(path: string, text: string): unknown {
  try {
    return parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The lines after the first quote the file, and what they quote may be a secret.
    const [first = ""] = error.message.split("\n", 1);
    const what = first.replace(/^Invalid TOML document: /, "");
    throw badText(path, error.line, error.column, `not TOML: ${what}`);
  }
}

function readJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    const { line, column } = positionOf(text, badOffset(text));
    throw badText(path, line, column, "not JSON: nothing that may stand here");
  }
}

function badText(path: string, line: number, column: number, what: string): HindcastError {
  return new HindcastError(
    "CONFIG_INVALID",
    `${basename(path)}:${line}:${column} in ${path} is ${what}`,
  );
}

/** Offset of the character where a text stops being the start of some JSON text. */
function badOffset(text: string): number {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isJsonStart(text.slice(0, middle + 1))) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isJsonStart(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    if (/end of JSON input|Unterminated/.test(message)) return true;
    const position = /at position (\d+)/.exec(message);
    return position !== null && Number(position[1]) >= text.length;
  }
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: before[before.length - 1]!.length + 1 };
}
