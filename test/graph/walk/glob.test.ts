import fc from "fast-check";
import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { globOf } from "../../../graph/walk/glob.ts";
import { isIgnored, noRules, withRules } from "../../../graph/walk/ignored.ts";
import { emptyDirectory, write } from "../tree.ts";

const effort = (): { left: number } => ({ left: 1e9 });

/** Whether a path or a directory above it is ignored by the lines of one file. */
function isLeftOut(lines: string, path: string): boolean {
  const rules = withRules(noRules, "", lines);
  const parts = path.split("/");
  return parts.some((_, index) => {
    const place = parts.slice(0, index + 1).join("/");
    return isIgnored(rules, index + 1 < parts.length ? `${place}/` : place, effort());
  });
}

test("patterns match what git says that they match", () => {
  const piece = fc.constantFrom(
    ..."a b ab * ** ? . [ab] [!a] [^b-z] [[:digit:]a] []a] \\* \\a / /**/ **/ é - 1 \\\\ [a b]] A".split(
      " ",
    ),
  );
  const pattern = fc
    .array(piece, { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(""))
    // Git takes the characters before the first wildcard off, and then `**` for one that leads.
    .filter((line) => !/[^/*]\*\*+(?:\/|$)/.test(line));
  const name = fc
    .array(fc.constantFrom("a", "b", "ab", ".", "1", "é", "-", "*", "A", "]"), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => parts.join(""))
    .filter((word) => word !== "." && word !== "..");
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
  const samples = fc.sample(fc.tuple(pattern, fc.array(path, { minLength: 4, maxLength: 8 })), {
    numRuns: 400,
    seed: 7,
  });
  const root = emptyDirectory();
  execFileSync("git", ["init", "-q", root]);
  write(root, Object.fromEntries(samples.map(([line], index) => [`d${index}/.gitignore`, line])));
  const asked = samples.flatMap(([line, paths], index) =>
    paths.map((inner) => ({ line, inner, path: `d${index}/${inner}` })),
  );
  const { stdout } = spawnSync("git", ["-C", root, "check-ignore", "--no-index", "-z", "--stdin"], {
    input: asked.map((each) => `${each.path}\0`).join(""),
  });
  const ignored = new Set(stdout.toString().split("\0"));
  const differ = asked.filter(
    ({ line, inner, path: whole }) => isLeftOut(line, inner) !== ignored.has(whole),
  );
  expect(differ).toEqual([]);
  expect(ignored.size).toBeGreaterThan(100);
});

test("many stars cost no more than the pattern's length times the name's", () => {
  const work = { left: 1e9 };
  const glob = globOf(`${"*a".repeat(40)}*b`);
  expect(glob?.("a".repeat(250), work)).toBe(false);
  expect(1e9 - work.left).toBeLessThan(81 * 250);
  const deep = globOf(`${"**/a/".repeat(30)}**/b`);
  const before = work.left;
  expect(deep?.("a/".repeat(60) + "x.py", work)).toBe(false);
  expect(before - work.left).toBeLessThan(62 * 61 * 5);
});
