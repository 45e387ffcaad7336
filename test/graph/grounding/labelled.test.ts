import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { classesOf, type ClassEntry } from "../../../graph/enforce/class-table.ts";
import { fromTable, type KnownNames } from "../../../graph/enforce/known-names.ts";
import { pathsOf } from "../../../graph/enforce/path-table.ts";
import { checkNames } from "../../../graph/enforce/thought.ts";

// Made by `bench/accuracy` out of projects under MIT and BSD licences: names, no code.
const folder = import.meta.dirname;

interface Labelled {
  project: string;
  licence: string;
  paths: string;
  written: string;
  foreign: string;
  languages: string;
  classes: Readonly<Record<string, string>>;
  files: Readonly<Record<string, string>>;
  thoughts: readonly { file: string; text: string; invented: readonly string[] }[];
}

function words(list: string): Set<string> {
  return new Set(list.split(" ").filter((word) => word !== ""));
}

function namesOf(set: Labelled): KnownNames {
  const entries = Object.entries(set.classes).map(([name, packed]): [string, ClassEntry] => {
    const [state, bases = "", members = ""] = packed.split("|");
    return [name, { open: state === "open", bases: words(bases), members: words(members) }];
  });
  return fromTable({
    written: words(set.written),
    mentioned: new Set(),
    foreign: words(set.foreign),
    languages: words(set.languages),
    perFile: new Map(Object.entries(set.files).map(([file, list]) => [file, words(list)])),
    classes: classesOf(new Map(entries)),
    paths: pathsOf(set.paths.split("\n"), set.project, new Set(), () => false),
  });
}

const sets = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Labelled);

test("the set has at least 200 thoughts from projects under permissive licences", () => {
  const count = sets.reduce((sum, { thoughts }) => sum + thoughts.length, 0);
  expect(count).toBeGreaterThanOrEqual(200);
  for (const { licence } of sets) expect(licence).toMatch(/^(?:MIT|BSD-[23]-Clause)$/);
});

describe.each(sets)("thoughts about $project", (set) => {
  test("five invented names are found and none of twenty true ones is accused", () => {
    const known = namesOf(set);
    for (const { file, text, invented } of set.thoughts) {
      const { violations, names, grounded } = checkNames(known, file, text);
      expect({ text, accused: violations.map(({ subject }) => subject).sort() }).toEqual({
        text,
        accused: [...invented].sort(),
      });
      expect(invented).toHaveLength(5);
      expect({ text, names, grounded }).toEqual({ text, names: 25, grounded: 20 });
    }
  });
});
