import { existsSync, realpathSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Found } from "./run.ts";

/** What the compiler said of all crates. */
interface Said {
  /** The file that holds each module. */
  modules: Map<string, string>;
  /** The root module of each crate, by the crate's name. */
  crates: Map<string, string>;
  /** Files with an item. */
  items: Set<string>;
  lines: string[][];
}

/**
 * The edges between files as rustc resolved the paths in them. Cargo checks all crates of the
 * workspace with their tests, and each call of rustc for a crate of the checkout also prints its
 * tree of paths and modules (`-Zunpretty=hir-tree`).
 *
 * An edge leads from the file in which a path stands to the file of the last module that it names,
 * and from a `mod` to the file of its module. A path in code counts when the text at its place has
 * the word for the module, which is not so where a derive macro invented it. Files are seen that
 * have an item under the features and the platform of this run.
 *
 * @param wrapper the program that cargo runs in place of rustc
 * @param options of `cargo check`, such as `--all-features`
 * @throws {Error} When cargo cannot begin, as when a dependency is not to be had. A crate that does
 *   not compile is seen as far as its names go, what depends on it is not.
 */
export async function rustPaths(
  wrapper: string,
  root: string,
  files: readonly string[],
  options: readonly string[],
): Promise<Found> {
  const place = await mkdtemp(path.join(tmpdir(), "hindcast-rust-"));
  try {
    const trees = path.join(place, "trees");
    await mkdir(trees);
    await check(wrapper, root, place, trees, options);
    return await edgesIn(root, new Set(files), await said(trees));
  } finally {
    await rm(place, { recursive: true });
  }
}

async function check(
  wrapper: string,
  root: string,
  place: string,
  trees: string,
  options: readonly string[],
): Promise<void> {
  const command = ["check", "--workspace", "--all-targets", "--keep-going", "--quiet", "--offline"];
  const child = spawn(
    "cargo",
    [...command, "--target-dir", path.join(place, "target"), ...options],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        RUSTC_WRAPPER: wrapper,
        ROOT: root,
        TREES: trees,
        NODE: process.execPath,
        READER: path.join(import.meta.dirname, "rust-tree.js"),
      },
    },
  );
  await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if ((await readdir(trees)).length === 0) throw new Error("cargo began no crate of the checkout");
}

async function said(trees: string): Promise<Said> {
  const found: Said = { modules: new Map(), crates: new Map(), items: new Set(), lines: [] };
  for (const name of await readdir(trees)) {
    for (const line of (await readFile(path.join(trees, name), "utf8")).split("\n")) {
      const parts = line.split("\t");
      const [sort, module = "", file = ""] = parts;
      if (sort === "item") found.items.add(module);
      else if (sort !== "module") found.lines.push(parts);
      else {
        found.modules.set(module, file);
        if (!module.includes("::")) found.crates.set(module.replace(/\[.*/, ""), module);
      }
    }
  }
  return found;
}

async function edgesIn(root: string, files: ReadonlySet<string>, all: Said): Promise<Found> {
  const places = new Map<string, string>();
  const inside = (file: string): string => {
    const known =
      places.get(file) ?? path.relative(root, existsSync(file) ? realpathSync(file) : file);
    places.set(file, known);
    return known;
  };
  const among = (paths: Iterable<string>): Set<string> =>
    new Set([...paths].map(inside).filter((file) => files.has(file)));
  const seen = among(all.items);
  const targets = among(all.modules.values());
  const edges = new Set<string>();
  const texts = new Map<string, string[]>();
  for (const [sort, place = "", name = "", word = "", statement] of all.lines) {
    const module = sort === "crate" ? (all.crates.get(name) ?? "") : name;
    const target = all.modules.get(module);
    if (target === undefined) continue;
    const [, file = "", ...numbers] = /^(.+):(\d+):(\d+):(\d+):(\d+)$/.exec(place) ?? [];
    const from = inside(file);
    const to = inside(target);
    if (from === to || !files.has(from) || !targets.has(to)) continue;
    if (statement === "code") {
      const text = texts.get(file) ?? (await readFile(file, "utf8")).split("\n");
      texts.set(file, text);
      if (!namesModule(textAt(text, numbers.map(Number)), word)) continue;
    }
    edges.add(`${from} -> ${to}`);
  }
  return { seen, edges, targets };
}

/** Whether a text has a path with the word for a part that others follow. */
function namesModule(text: string, word: string): boolean {
  return new RegExp(String.raw`(?<![\w$])${word.replace("$", "\\$")}\s*::`).test(text);
}

function textAt(
  lines: readonly string[],
  [line = 1, column = 1, endLine = 1, end = 1]: number[],
): string {
  const taken = lines.slice(line - 1, endLine);
  const last = taken.length - 1;
  return taken
    .map((text, index) =>
      Array.from(text)
        .slice(index === 0 ? column - 1 : 0, index === last ? end - 1 : undefined)
        .join(""),
    )
    .join("\n");
}
