import path from "node:path";
import { expect, test } from "vitest";
import { checkTree } from "../../../bench/fuzz/check.ts";
import { readCorpus } from "../../../bench/fuzz/corpus.ts";
import { inputsOf } from "../../../bench/fuzz/inputs.ts";

// Sources of the repository itself, of nearly every language; the command in CONTRIBUTING.md takes any others.
const root = path.resolve(import.meta.dirname, "../../..");
const corpus = readCorpus([path.join(root, "graph/languages"), path.join(root, "test/fixtures")]);

test.each(Array.from({ length: 12 }, (_, index) => index + 1))(
  "files that were changed anywhere give a graph: seed %i",
  async (seed) => {
    expect((await checkTree(inputsOf(seed, corpus))).faults).toEqual([]);
  },
);
