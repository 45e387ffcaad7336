import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** The first part of a path that is meant from the root of the repository. */
const folders = new Set(
  "protocols model-servers runtime graph guard agents scoring export app cli viewer testing test bench scripts docs examples".split(
    " ",
  ),
);
const guides = (await readdir(path.join(root, "docs"))).filter((name) => name.endsWith(".md"));

describe("guides", () => {
  test("CONTRIBUTING names files and folders that exist", async () => {
    const text = await readFile(path.join(root, "CONTRIBUTING.md"), "utf8");
    const named = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?)`/g)].flatMap(
      ([, name]) => name ?? [],
    );
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
  });

  test.each([
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    ...guides.map((name) => `docs/${name}`),
  ])("%s links to files that exist", async (name) => {
    const text = await readFile(path.join(root, name), "utf8");
    const links = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].flatMap(([, link]) => link ?? []);
    const broken = links.filter((link) => !existsSync(path.join(root, path.dirname(name), link)));
    expect(broken).toEqual([]);
  });

  test.each(guides)("%s names source files and folders that exist", async (name) => {
    const text = await readFile(path.join(root, "docs", name), "utf8");
    const named = [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].flatMap(([, place]) => place ?? []);
    const sources = named.filter((place) => folders.has(place.split("/", 1)[0] ?? ""));
    expect(sources.filter((place) => !existsSync(path.join(root, place)))).toEqual([]);
  });

  test("the index of docs lists every page", async () => {
    const index = await readFile(path.join(root, "docs/README.md"), "utf8");
    const unlisted = guides.filter((name) => name !== "README.md" && !index.includes(`(${name})`));
    expect(unlisted).toEqual([]);
  });
});
