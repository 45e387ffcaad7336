import { writeFileSync } from "node:fs";
import path from "node:path";
import { openIndex, surveyRepository } from "../../../graph/index.ts";
import { classEntries } from "../../../graph/enforce/class-table.ts";
import { nameTable } from "../../../graph/enforce/known-names.ts";
import { inTurns } from "../../../runtime/threads/index.ts";
import { makeThoughts } from "./make.ts";
import { sourceNames } from "./source-names.ts";

const limits = { max_bytes: 1 << 20, max_count: 20_000, exclude: [] };
const filesPerProject = 8;

/**
 * Writes labelled thoughts about a checkout with the table of names that judges them: names only,
 * none of the project's code or prose.
 *
 * @param about regular expression of the source files that thoughts may be about
 */
async function writeThoughts(
  root: string,
  about: string,
  out: string,
  count: number,
): Promise<number> {
  const { bytes } = await surveyRepository(root, limits);
  const index = await openIndex(bytes, { threads: 0 });
  const wanted = new RegExp(about);
  const chosen = [...index.files]
    .filter(([file, { record }]) => record !== null && wanted.test(file))
    .toSorted(([, a], [, b]) => b.text.length - a.text.length)
    .map(([file]) => file)
    .slice(0, filesPerProject);
  const text = [...index.files.values()].map((file) => file.text).join("\n");
  const paths = index.manifest.map((entry) => entry.path);
  const names = sourceNames(root, chosen);
  const thoughts = makeThoughts({ paths, text, names }, count);
  const table = await inTurns(nameTable(index));
  const files = new Set(thoughts.map(({ file }) => file));
  const packed = {
    project: index.repository.name,
    licence: index.repository.licence,
    commit: index.repository.commit,
    paths: paths.join("\n"),
    written: [...table.written].sort().join(" "),
    languages: [...table.languages].join(" "),
    foreign: [...table.foreign].sort().join(" "),
    classes: Object.fromEntries(
      [...(await inTurns(classEntries(index)))].map(([name, { members, bases, open }]) => [
        name,
        `${open ? "open" : "closed"}|${[...bases].join(" ")}|${[...members].join(" ")}`,
      ]),
    ),
    files: Object.fromEntries(
      [...files].map((file) => [file, [...(table.perFile.get(file) ?? [])].join(" ")]),
    ),
    thoughts,
  };
  writeFileSync(out, `${JSON.stringify(packed, undefined, 1)}\n`);
  return thoughts.length;
}

/** `thoughts ROOT PATTERN OUT COUNT`, as the command line has it. */
export async function thoughtsCommand(args: readonly string[]): Promise<string> {
  const [root = ".", about = ".", out = "thoughts.json", count = "30"] = args;
  const written = await writeThoughts(path.resolve(root), about, out, Number(count));
  return `${written} thoughts about ${root} written to ${out}\n`;
}
