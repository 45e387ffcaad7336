import type { PlanEntry, Violation } from "../../protocols/repository.ts";
import { dependencyOrder } from "../graph/order.ts";
import type { IndexedFile, RepositoryIndex } from "../graph/repository-index.ts";
import { planOf, type Plan } from "./plan-order.ts";

/** What is wrong with a plan, and the plan put right. */
export interface CheckedPlan {
  violations: Violation[];
  /** Every included file once, dependencies first, cycles together, else in the author's order. */
  entries: PlanEntry[];
}

/** The plan that follows from the graph alone. */
export function graphPlan(index: RepositoryIndex): PlanEntry[] {
  return index.order.map((path) => ({ path, purpose: purposeOf(index.files.get(path)) }));
}

/**
 * Compares a plan with the graph: every included file once, nothing else, what a file needs
 * before it, files that need each other side by side.
 */
export function checkPlan(index: RepositoryIndex, entries: readonly PlanEntry[]): CheckedPlan {
  const violations: Violation[] = [];
  const purposes = new Map<string, string>();
  for (const { path, purpose } of entries) {
    if (!index.files.has(path)) {
      violations.push({ code: "PLAN_UNKNOWN", subject: path, detail: unknownDetail(index, path) });
    } else if (purposes.has(path)) {
      violations.push({
        code: "PLAN_REPEATS",
        subject: path,
        detail: `${path} is in the plan more than once`,
      });
    } else purposes.set(path, purpose);
  }
  for (const path of index.order) {
    if (purposes.has(path)) continue;
    violations.push({
      code: "PLAN_MISSES",
      subject: path,
      detail: `${path} is in the repository but not in the plan`,
    });
  }
  const plan = planOf([...purposes.keys()]);
  violations.push(...orderViolations(index, plan), ...scatteredCycles(index, plan));
  const preferred = [...plan.paths, ...index.order.filter((path) => !purposes.has(path))];
  const { order } = dependencyOrder(preferred, index.imports);
  return {
    violations,
    entries: order.map((path) => ({
      path,
      purpose: purposes.get(path) ?? purposeOf(index.files.get(path)),
    })),
  };
}

function unknownDetail(index: RepositoryIndex, path: string): string {
  const entry = index.manifest.find((item) => item.path === path || item.path === `${path}/`);
  if (entry === undefined) return `${path} is not in the repository`;
  return `${path} is not reconstructed: ${entry.reason ?? "it is a directory"}`;
}

function orderViolations(index: RepositoryIndex, plan: Plan): Violation[] {
  const cycleOf = new Map<string, number>();
  for (const [number, cycle] of index.cycles.entries()) {
    for (const path of cycle) cycleOf.set(path, number);
  }
  const late = new Map<string, Set<string>>();
  for (const { from, to } of index.imports) {
    const cycle = cycleOf.get(from);
    if (cycle !== undefined && cycle === cycleOf.get(to)) continue;
    const before = plan.position(from);
    const after = plan.position(to);
    if (before === undefined || after === undefined || after < before) continue;
    late.set(from, (late.get(from) ?? new Set()).add(to));
  }
  return [...late].map(([path, needed]) => {
    const named = [...needed];
    const more = named.length > 3 ? ` and ${named.length - 3} more` : "";
    return {
      code: "PLAN_ORDER",
      subject: path,
      detail: `${path} comes before what it imports: ${named.slice(0, 3).join(", ")}${more}`,
    };
  });
}

function scatteredCycles(index: RepositoryIndex, plan: Plan): Violation[] {
  const found: Violation[] = [];
  for (const cycle of index.cycles) {
    const positions = cycle
      .map((path) => plan.position(path))
      .filter((position) => position !== undefined)
      .sort((a, b) => a - b);
    const first = positions[0] ?? 0;
    const last = positions.at(-1) ?? 0;
    if (positions.length < 2 || last - first === positions.length - 1) continue;
    const named = cycle.slice(0, 4).join(", ");
    found.push({
      code: "PLAN_ORDER",
      subject: plan.paths[first] ?? "",
      detail: `these files import each other and belong side by side: ${named}${cycle.length > 4 ? ", ..." : ""}`,
    });
  }
  return found;
}

/** A purpose from the facts alone, for files of which an author said none. */
function purposeOf(file: IndexedFile | undefined): string {
  if (file === undefined) return "";
  const top = file.record?.symbols.filter((symbol) => symbol.depth === 0) ?? [];
  const exported = top.filter((symbol) => symbol.exported);
  const names = [...new Set((exported.length > 0 ? exported : top).map((symbol) => symbol.name))];
  if (names.length > 0) return `defines ${listed(names)}`;
  if (file.headings.length > 0) return `covers ${listed(file.headings)}`;
  return file.entry.bytes === 0
    ? "is empty"
    : `holds ${file.lines} lines of ${file.language ?? "text"}`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
