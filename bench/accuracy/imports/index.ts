import { realpathSync } from "node:fs";
import {
  openIndex,
  surveyRepository,
  type ImportEdge,
  type RepositoryIndex,
} from "../../../graph/index.ts";
import { bundlerEdges } from "./bundler.ts";
import { compareEdges, comparisonText, type Comparison, type Edges } from "./compare.ts";
import { cruiserEdges } from "./cruiser.ts";
import { finderEdges } from "./finder.ts";

const limits = { max_bytes: 4 << 20, max_count: 50_000, exclude: [] };
const shown = 40;

/** The index of a checkout as the harness takes it. */
export async function checkoutIndex(root: string): Promise<RepositoryIndex> {
  const { bytes } = await surveyRepository(root, limits);
  return openIndex(bytes, { threads: 0 });
}

/** Our edges between files, those that a filter keeps. */
function ourEdges(
  index: RepositoryIndex,
  files: ReadonlySet<string>,
  keep: (edge: ImportEdge) => boolean,
): Set<string> {
  const edges = new Set<string>();
  for (const edge of index.imports) {
    if (files.has(edge.from) && files.has(edge.to) && keep(edge)) {
      edges.add(`${edge.from} -> ${edge.to}`);
    }
  }
  return edges;
}

/** Compares the imports of a JavaScript or TypeScript checkout with both references. */
async function compareScripts(root: string, pattern: RegExp): Promise<Comparison[]> {
  const index = await checkoutIndex(root);
  const files = [...index.files.keys()].filter(
    (file) => pattern.test(file) && /\.(?:[cm]?[jt]sx?|json)$/.test(file),
  );
  const wanted = new Set(files);
  const implemented = (edge: string): string => implementation(edge, wanted);
  const cruised = await cruiserEdges(root, files);
  const sources = files.filter((file) => /(?<!\.d)\.[cm]?[jt]sx?$/.test(file));
  const { edges, built } = await bundlerEdges(root, sources);
  const isSource = (edge: string): boolean => /(?<!\.d)\.[cm]?[jt]sx?$/.test(edge);
  const isBuilt = (edge: ImportEdge): boolean => edge.kind !== "type" && built.has(edge.from);
  const ours = (keep: (edge: ImportEdge) => boolean): Edges =>
    mapped(ourEdges(index, wanted, keep), implemented);
  const byPath = ours(({ specifier }) => !isPackageName(specifier));
  const named = new Set([...ours(() => true)].filter((edge) => !byPath.has(edge)));
  return [
    compareEdges(
      "dependency-cruiser",
      ours(() => true),
      mapped(cruised, implemented),
      named,
    ),
    compareEdges(
      `esbuild (${built.size} of ${sources.length} files)`,
      new Set([...ours(isBuilt)].filter(isSource)),
      mapped(edges, implemented, isSource),
      named,
    ),
  ];
}

/** Whether a specifier is a package's name, by its form: no path, no `#import`, no usual alias. */
function isPackageName(specifier: string): boolean {
  return /^(?:@[\w.-]+\/)?[\w-][\w.-]*(?:\/|$)/.test(specifier);
}

function mapped(
  edges: Edges,
  change: (edge: string) => string,
  keep: (edge: string) => boolean = () => true,
): Set<string> {
  return new Set([...edges].map(change).filter(keep));
}

/**
 * An edge to `x.d.ts` as one to the `x.js` beside it: TypeScript reads the declaration where a
 * bundler reads the code, and both mean the same module.
 */
function implementation(edge: string, files: ReadonlySet<string>): string {
  const [from = "", to = ""] = edge.split(" -> ");
  const code = to.replace(/\.d\.([cm]?)ts$/, ".$1js");
  return files.has(code) && code !== from ? `${from} -> ${code}` : edge;
}

/** Compares the imports of a Python checkout with CPython's modulefinder. */
async function comparePython(
  root: string,
  pattern: RegExp,
  roots: string[],
): Promise<Comparison[]> {
  const index = await checkoutIndex(root);
  const files = [...index.files.keys()].filter(
    (file) => pattern.test(file) && file.endsWith(".py"),
  );
  const theirs = finderEdges(root, roots, files);
  const isCode = ({ kind }: ImportEdge): boolean => kind !== "dynamic";
  return [compareEdges("modulefinder", ourEdges(index, new Set(files), isCode), theirs)];
}

/**
 * `imports ROOT PATTERN [PYTHON_ROOT...]`: precision and recall of the imports between the files
 * that a pattern names; with module roots, of Python.
 */
export async function importsCommand(args: readonly string[]): Promise<string> {
  const [place = ".", pattern = ".", ...roots] = args;
  const root = realpathSync(place);
  const found =
    roots.length > 0
      ? await comparePython(root, new RegExp(pattern), roots)
      : await compareScripts(root, new RegExp(pattern));
  return found.map((item) => comparisonText(item, shown)).join("");
}
