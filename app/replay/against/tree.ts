import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  realpath,
  rm,
  stat,
  symlink,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { fetchCommit } from "../../../graph/index.ts";
import { HindcastError, reasonOf } from "../../../protocols/index.ts";
import type { LoadActorsOptions } from "../../actors/index.ts";

/** A directory with another version of Hindcast, or of plug-in modules. */
export interface Tree {
  /** What the person named. */
  readonly named: string;
  readonly directory: string;
  /** Where the same files are in the present version, for a commit; absent for a directory. */
  readonly repository?: string;
  /** The commit that a reference named. */
  readonly commit?: string;
}

/** Another version that a program made itself. */
export interface Definitions {
  /** In the place of the present ones of the same roles. */
  readonly definitions: NonNullable<LoadActorsOptions["definitions"]>;
}

/** A tree, and how to remove what was made for it. */
export interface OpenTree extends Tree {
  close(): Promise<void>;
}

/** Files of a directory that is copied, since packages have to be put beside it. */
const FILES = 20_000;

/** What no copy needs. */
const LEFT_OUT = new Set(["node_modules", ".git"]);

/**
 * The tree that `--against` names: a directory, or a commit of the repository that the working
 * directory is in. A commit is checked out into a temporary directory; none of its scripts, hooks and
 * filters is run. Where packages are missing they are those of the present version, by links.
 *
 * @throws HindcastError USAGE when it is neither
 */
export async function openTree(named: string, cwd: string): Promise<OpenTree> {
  const place = path.resolve(cwd, named);
  const isDirectory = (await stat(place).catch(() => undefined))?.isDirectory() === true;
  return isDirectory ? openDirectory(named, await realpath(place), cwd) : openCommit(named, cwd);
}

async function openDirectory(named: string, directory: string, cwd: string): Promise<OpenTree> {
  if (packagesAbove(directory) !== undefined) {
    return { named, directory, close: () => Promise.resolve() };
  }
  const copy = await temporary();
  let files = 0;
  try {
    await cp(directory, copy.directory, {
      recursive: true,
      filter: (source) => {
        files += 1;
        if (files > FILES) throw tooLarge(directory);
        return source === directory || !LEFT_OUT.has(path.basename(source));
      },
    });
    await linkPackages(copy.directory, [packagesAbove(cwd)]);
    return { named, ...copy };
  } catch (error) {
    await copy.close();
    throw error;
  }
}

function tooLarge(directory: string): HindcastError {
  const detail = `--against ${directory}: it holds no packages and more than ${FILES} files to copy beside some; name the directory of the modules`;
  return new HindcastError("USAGE", detail);
}

async function openCommit(named: string, cwd: string): Promise<OpenTree> {
  const { repository, commit } = await resolveReference(named, cwd);
  const copy = await temporary();
  try {
    const signal = AbortSignal.timeout(120_000);
    await fetchCommit({ git: repository, commit }, copy.directory, { signal, redirects: false });
    await linkPackages(copy.directory, [packagesIn(repository), packagesAbove(cwd)]);
    await linkNested(repository, copy.directory);
    return { named, repository, commit, ...copy };
  } catch (error) {
    await copy.close();
    throw error;
  }
}

async function temporary(): Promise<Pick<OpenTree, "directory" | "close">> {
  const directory = await realpath(await mkdtemp(path.join(tmpdir(), "hindcast-against-")));
  return { directory, close: () => rm(directory, { recursive: true, force: true }) };
}

async function resolveReference(
  named: string,
  cwd: string,
): Promise<{ repository: string; commit: string }> {
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)("git", args, { cwd });
    return stdout.trim();
  };
  try {
    const repository = await git("rev-parse", "--show-toplevel");
    const wanted = `${named}^{commit}`;
    const commit = await git("rev-parse", "--verify", "--quiet", "--end-of-options", wanted);
    return { repository, commit };
  } catch {
    const detail = `--against ${named}: there is no such directory, and no such commit in the repository of ${cwd}`;
    throw new HindcastError("USAGE", detail);
  }
}

/** The nearest `node_modules` from a directory upwards that holds what every version needs. */
function packagesAbove(from: string): string | undefined {
  for (let directory = from; ; directory = path.dirname(directory)) {
    const found = packagesIn(directory);
    if (found !== undefined) return found;
    if (directory === path.dirname(directory)) return undefined;
  }
}

function packagesIn(directory: string): string | undefined {
  const packages = path.join(directory, "node_modules");
  return existsSync(path.join(packages, "xstate")) ? packages : undefined;
}

/**
 * Makes a `node_modules` of links: to the packages of the first directory that has each, to those of
 * this program, and to this program itself.
 */
async function linkPackages(
  directory: string,
  sources: readonly (string | undefined)[],
): Promise<void> {
  const packages = path.join(directory, "node_modules");
  // Those that the commit holds are its own.
  if (existsSync(packages)) return;
  await mkdir(packages);
  const own = path.dirname(packageFile());
  for (const source of [...sources, packagesAbove(own)]) {
    if (source === undefined) continue;
    for (const name of await readdir(source)) {
      if (!name.startsWith(".")) await linkTo(path.join(source, name), path.join(packages, name));
    }
  }
  await linkTo(own, path.join(packages, "hindcast"));
}

/** Packages of a workspace may have packages of their own. */
async function linkNested(from: string, to: string, depth = 3): Promise<void> {
  if (depth === 0) return;
  for (const entry of await readdir(to, { withFileTypes: true })) {
    if (!entry.isDirectory() || LEFT_OUT.has(entry.name)) continue;
    const [own, other] = [path.join(to, entry.name), path.join(from, entry.name)];
    const packages = path.join(other, "node_modules");
    if (existsSync(packages)) await linkTo(packages, path.join(own, "node_modules"));
    await linkNested(other, own, depth - 1);
  }
}

async function linkTo(target: string, place: string): Promise<void> {
  try {
    await symlink(target, place, "junction");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    throw new HindcastError("OUTPUT_INVALID", reasonOf(error), { cause: error });
  }
}

/** The manifest of the package that a file of this program belongs to. */
export function packageFile(): string {
  for (let directory = import.meta.dirname; ; directory = path.dirname(directory)) {
    const file = path.join(directory, "package.json");
    if (existsSync(file)) return file;
  }
}

/** Name and version of the package in a directory; empty where there is none. */
export async function manifestOf(
  directory: string,
): Promise<{ readonly name?: string; readonly version?: string }> {
  try {
    const text = await readFile(path.join(directory, "package.json"), "utf8");
    return JSON.parse(text) as { name?: string; version?: string };
  } catch {
    return {};
  }
}
