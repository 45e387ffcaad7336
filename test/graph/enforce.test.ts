import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkPlan,
  checkRead,
  describe as describeFile,
  fileFacts,
  graphPlan,
  planOf,
  repositoryFacts,
  type RepositoryIndex,
} from "../../graph/index.ts";
import { FileFacts, RepositoryFacts, type PlanEntry } from "../../protocols/repository.ts";
import { indexOf } from "./tree.ts";

const files = {
  "package.json": "{}",
  ".gitignore": "out.js\n",
  "out.js": "",
  "src/a.ts": `import { b } from "./b.ts"; export const a = b;`,
  "src/b.ts": `import { c } from "./c.ts"; import type { A } from "./d.ts"; export const b = c;`,
  "src/c.ts": `export const c = 1;`,
  "src/d.ts": `import { b } from "./b.ts"; export type A = 1; export const d = b;`,
  "test/c.test.ts": `import { a } from "../src/a.ts"; a;`,
};

const plan = (...paths: string[]): PlanEntry[] =>
  paths.map((path) => ({ path, purpose: `p ${path}` }));

function isInOrder(index: RepositoryIndex, paths: readonly string[]): boolean {
  const cycleOf = new Map(index.cycles.flatMap((cycle, n) => cycle.map((path) => [path, n])));
  return index.imports.every(
    ({ from, to }) =>
      (cycleOf.has(from) && cycleOf.get(from) === cycleOf.get(to)) ||
      paths.indexOf(to) < paths.indexOf(from),
  );
}

test("the graph's own plan has no violation", async () => {
  const index = await indexOf(files);
  const own = graphPlan(index);
  expect(own.map((entry) => entry.path)).toEqual([
    ".gitignore",
    "package.json",
    "src/c.ts",
    "src/b.ts",
    "src/d.ts",
    "src/a.ts",
    "test/c.test.ts",
  ]);
  expect(index.cycles).toEqual([["src/b.ts", "src/d.ts"]]);
  expect(checkPlan(index, own)).toEqual({ violations: [], entries: own });
});

test("each fault of a plan is named and repaired", async () => {
  const index = await indexOf(files);
  const { violations, entries } = checkPlan(
    index,
    plan(
      "src/d.ts",
      "src/a.ts",
      "src/b.ts",
      "src/c.ts",
      "src/a.ts",
      "src/no.ts",
      "out.js",
      "test/c.test.ts",
      "package.json",
    ),
  );
  expect(violations.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
    "PLAN_REPEATS src/a.ts",
    "PLAN_UNKNOWN src/no.ts",
    "PLAN_UNKNOWN out.js",
    "PLAN_MISSES .gitignore",
    "PLAN_ORDER src/a.ts",
    "PLAN_ORDER src/b.ts",
    "PLAN_ORDER src/d.ts",
  ]);
  expect(violations.find((item) => item.subject === "out.js")?.detail).toContain("ignored");
  expect(entries.map((entry) => entry.path)).toEqual([
    "src/c.ts",
    "src/b.ts",
    "src/d.ts",
    "src/a.ts",
    "test/c.test.ts",
    "package.json",
    ".gitignore",
  ]);
  expect(entries[1]?.purpose).toBe("p src/b.ts");
});

test("a repaired plan is right, keeps what was right, and needs no second repair", async () => {
  const index = await indexOf(files);
  const all = [...index.files.keys(), "nothing.ts"];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...all), { maxLength: 12 }), (paths) => {
      const { entries } = checkPlan(index, plan(...paths));
      const repaired = entries.map((entry) => entry.path);
      expect(repaired.toSorted()).toEqual([...index.files.keys()].toSorted());
      expect(isInOrder(index, repaired)).toBe(true);
      expect(checkPlan(index, entries)).toEqual({ violations: [], entries });
    }),
  );
});

test("a file is readable when it is earlier in the plan and never otherwise", async () => {
  const index = await indexOf(files);
  const order = planOf(index.order);
  const read = (reader: string, path: string): unknown => checkRead(index, order, reader, path);
  expect(read("src/a.ts", "src/c.ts")).toEqual({ text: files["src/c.ts"] });
  expect(read("src/c.ts", "src/a.ts")).toMatchObject({ violation: { code: "READ_TOO_EARLY" } });
  expect(read("src/c.ts", "src/c.ts")).toMatchObject({ violation: { code: "READ_TOO_EARLY" } });
  expect(read("nobody.ts", "src/c.ts")).toMatchObject({ violation: { code: "READ_TOO_EARLY" } });
  expect(read("src/a.ts", "src/zz.ts")).toMatchObject({ violation: { code: "READ_UNKNOWN" } });
  expect(read("src/a.ts", "out.js")).toMatchObject({
    violation: { code: "READ_UNKNOWN", detail: /ignored/ },
  });
  expect(read("src/a.ts", "../../etc/passwd")).toMatchObject({
    violation: { code: "READ_UNKNOWN" },
  });
});

test("facts pass the schemas and readable files are earlier in the plan", async () => {
  const index = await indexOf(files);
  const order = planOf(index.order);
  for (const path of index.files.keys()) {
    expect(FileFacts.parse(fileFacts(index, path))).toBeDefined();
    const description = describeFile(index, order, path);
    expect(description?.target).toBe(index.files.get(path)?.text);
    for (const item of description?.readable ?? []) {
      expect(checkRead(index, order, path, item.path)).toHaveProperty("text");
    }
  }
  expect(describeFile(index, order, "test/c.test.ts")?.readable).toEqual([
    { path: "src/a.ts", reason: "this file imports a from it", bytes: 47 },
    { path: "src/c.ts", reason: "this file tests it", bytes: 19 },
  ]);
  expect(describeFile(index, order, "no.ts")).toBeUndefined();
  expect(RepositoryFacts.parse(await repositoryFacts(index))).toMatchObject({
    files: 7,
    hubs: [
      { path: "src/b.ts", importers: 2 },
      { path: "src/a.ts" },
      { path: "src/c.ts" },
      { path: "src/d.ts" },
    ],
  });
});
