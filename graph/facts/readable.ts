import type { Plan } from "../enforce/plan-order.ts";
import { isTest } from "../graph/natural.ts";
import { isHard } from "../graph/order.ts";
import type { RepositoryIndex } from "../graph/repository-index.ts";
import { baseOf, directoryOf } from "../resolve/paths.ts";

/** A file that a coder may read before it writes. */
export interface Readable {
  path: string;
  reason: string;
  bytes: number;
}

const limit = 8;
const maxSiblings = 3;

/**
 * Files earlier in the plan that bear on a file, most useful first: what it imports, what it
 * tests, then its neighbours. At most 8.
 */
export function readableFor(index: RepositoryIndex, plan: Plan, path: string): Readable[] {
  const own = plan.position(path) ?? 0;
  const found = new Map<string, string>();
  const offer = (other: string, reason: string): void => {
    const position = plan.position(other);
    if (position === undefined || position >= own || other === path) return;
    if (!found.has(other) && found.size < limit) found.set(other, reason);
  };
  const imports = index
    .importsOf(path)
    .toSorted((a, b) => Number(isHard(b.kind)) - Number(isHard(a.kind)));
  const names = new Map<string, Set<string>>();
  for (const edge of imports) {
    const bound = names.get(edge.to) ?? new Set();
    for (const name of edge.imported.length > 0 ? edge.imported : edge.names) bound.add(name);
    names.set(edge.to, bound);
  }
  for (const [other, bound] of names) offer(other, importReason([...bound]));
  for (const other of testedBy(index, path)) offer(other, "this file tests it");
  let siblings = 0;
  for (const other of neighbours(index, plan, path, own)) {
    if (siblings === maxSiblings) break;
    if (found.has(other)) continue;
    offer(other, `stands beside it in ${directoryOf(path) || "the root"}`);
    siblings++;
  }
  return [...found].map(([other, reason]) => ({
    path: other,
    reason,
    bytes: index.files.get(other)?.entry.bytes ?? 0,
  }));
}

function importReason(names: readonly string[]): string {
  const named = names.filter((name) => name !== "*" && name !== "default");
  if (named.length === 0) return "this file imports it";
  const more = named.length > 4 ? " and others" : "";
  return `this file imports ${named.slice(0, 4).join(", ")}${more} from it`;
}

/** Files whose name a test's name is made of. */
function testedBy(index: RepositoryIndex, path: string): string[] {
  if (!isTest(path)) return [];
  const stem = stemOf(path);
  if (stem === "" || stem === "index") return [];
  return [...index.files.keys()].filter((other) => !isTest(other) && stemOf(other) === stem);
}

function stemOf(path: string): string {
  return baseOf(path)
    .replace(/(?:\.d)?\.[^.]+$/, "")
    .replace(/\.(?:test|spec|bench|test-d)$/, "")
    .replace(/^tests?[_-]|[_-]tests?$/, "");
}

/** Files of the same directory and language, the nearest in the plan first. */
function neighbours(index: RepositoryIndex, plan: Plan, path: string, own: number): string[] {
  const directory = directoryOf(path);
  const language = index.files.get(path)?.language;
  const found: string[] = [];
  for (let position = own - 1; position >= 0 && found.length < maxSiblings + limit; position--) {
    const other = plan.paths[position] ?? "";
    const same = directoryOf(other) === directory && index.files.get(other)?.language === language;
    if (same) found.push(other);
  }
  return found;
}
