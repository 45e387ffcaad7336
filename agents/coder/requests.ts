import { ThoughtPurpose, type SearchInput } from "../../protocols/index.ts";
import { spawn, toService, type Outgoing } from "../../runtime/define/index.ts";
import { describedOf, purposesFor, readsOf, type CoderContext } from "./context.ts";

function about(context: CoderContext) {
  const { outline, facts } = describedOf(context);
  const { entry, requirements } = context.input;
  const reads = readsOf(context);
  return {
    path: entry.path,
    requirements,
    purpose_of_file: entry.purpose,
    outline,
    facts,
    reads,
  };
}

export function askForThought(context: CoderContext): Outgoing {
  const purpose = ThoughtPurpose.parse(context.purposes[0] ?? "write");
  return toService(context.self, "author", "author.thought", {
    ...about(context),
    purpose,
    earlier: [...context.thoughts],
    violations: [...context.complaints],
    seed: context.input.seed,
  });
}

export function askForReads(context: CoderContext): Outgoing[] {
  const { self, input } = context;
  const { snapshot, plan, entry } = input;
  return context.wanted.map((path, index) => {
    const body = { snapshot, plan, path, reader: entry.path };
    return toService(self, "graph", "graph.read", body, String(index));
  });
}

export function askForSearch(context: CoderContext): Outgoing[] {
  if (purposesFor(describedOf(context).target).length === 0) return [];
  return [spawn(context.self, "search", context.input.entry.path, searchInputOf(context))];
}

/** What the search of the thoughts starts from. */
export function searchInputOf(context: CoderContext): SearchInput {
  const { snapshot, plan, settings, seed } = context.input;
  return {
    ...about(context),
    snapshot,
    plan,
    thoughts: [...context.thoughts],
    target: describedOf(context).target,
    settings: settings.search,
    seed,
    ...(context.input.lenient ? { lenient: true as const } : {}),
  };
}
