import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { HindcastError } from "../../protocols/errors/index.ts";
import {
  checkThought,
  fittingOutline,
  graphJson,
  graphPlan,
  openIndex,
  repositoryFacts,
  summaryLine,
  surveyRepository,
} from "../../graph/index.ts";
import { isParserBroken } from "../../graph/parse/pool.ts";

const limits = { max_bytes: 1 << 20, max_count: 10_000, exclude: [] };

/** What came of a tree of files. */
export interface Outcome {
  /** Each file whose record has a flaw that no text may cause, and which. */
  faults: string[];
  /** Files that took as long as a file may. */
  late: string[];
  /** The parser's memory is damaged: a grammar wrote outside of it. This thread can parse no more. */
  broken: boolean;
}

/**
 * Makes everything that a run asks of a graph, and checks what must hold whatever the texts are:
 * nothing throws, and what is said of a file lies inside of it.
 * Files are parsed in this thread, which separates a grammar's fault from one of the outliner: a file
 * that breaks the parser is lost, as in a run, and those after it are parsed elsewhere.
 */
export async function checkTree(files: Readonly<Record<string, string>>): Promise<Outcome> {
  const root = mkdtempSync(path.join(tmpdir(), "hindcast-fuzz-"));
  const faults: string[] = [];
  const late: string[] = [];
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    const { bytes } = await surveyRepository(root, limits);
    const index = await openIndex(bytes, { threads: 0 });
    for (const [name, file] of index.files) {
      const { record } = file;
      if (record?.failure === "failed" && !isParserBroken())
        faults.push(`${name}: its record could not be made`);
      if (record?.failure === "timeout") late.push(name);
      for (const symbol of record?.symbols ?? []) {
        if (symbol.line < 1 || symbol.endLine < symbol.line || symbol.endLine > file.lines) {
          faults.push(
            `${name}: ${symbol.name} on lines ${symbol.line}-${symbol.endLine} of ${file.lines}`,
          );
        }
      }
      fittingOutline(file);
      checkThought(index, name, file.text);
    }
    const planned = graphPlan(index).map((entry) => entry.path);
    if (planned.length > new Set(planned).size) faults.push("a file is planned twice");
    JSON.stringify(graphJson(index));
    await repositoryFacts(index);
    summaryLine(index);
  } catch (error) {
    const isEmpty = error instanceof HindcastError && error.code === "REPOSITORY_EMPTY";
    if (!isEmpty) {
      faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return { faults, late, broken: isParserBroken() };
}
