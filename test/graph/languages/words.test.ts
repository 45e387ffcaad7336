import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { wordsIn } from "../../../graph/languages/words.ts";
import { isNodeModule } from "../../../graph/languages/javascript/vocabulary.ts";
import { emptyDirectory } from "../tree.ts";

test("a list has sections, comments and words over several lines", () => {
  const folder = path.join(emptyDirectory(), "lang");
  mkdirSync(folder);
  writeFileSync(
    path.join(folder, "words.txt"),
    "# about\n\n[one]\na b\n# more\nb c\n\n[two]\n#x\n",
  );
  const words = wordsIn(folder);
  expect([...words("one")]).toEqual(["a", "b", "c"]);
  expect([...words("two")]).toEqual(["#x"]);
  expect(() => words("three")).toThrow("[three]");
});

test("modules of Node, with and without a directory", () => {
  expect(["fs", "fs/promises", "test", "left-pad", "fs/none"].map(isNodeModule)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
