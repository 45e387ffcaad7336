import { setImmediate } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import * as z from "zod";
import {
  HindcastError,
  PlanEntry,
  messages,
  type BlobRef,
  type Body,
} from "../../protocols/index.ts";
import {
  defineService,
  pickMessages,
  type ReplyOf,
  type RequestOf,
  type ServiceDefinition,
  type ServiceTools,
} from "../../runtime/define/index.ts";
import {
  type SourceRules,
  type RecordCache,
  planOf,
  type Plan,
  checkPlan,
  graphPlan,
  checkRead,
  checkThought,
  collectNames,
  describe,
  repositoryFacts,
  treeText,
  withoutBodies,
  createParserPool,
  takeSnapshot,
} from "../../graph/index.ts";
import { openIndexes, type OpenIndexes } from "./open-indexes.ts";

/** How the service works. */
export interface GraphServiceOptions {
  /** Parser threads; 0 parses in the thread of the service. Default 2. */
  readonly threads?: number;
  /** Snapshots of open indexes are kept up to this many bytes. Default 256 MiB. */
  readonly maxBytes?: number;
  /** Records of files that were parsed before. */
  readonly cache?: RecordCache;
  /** Where repositories may come from; anywhere when absent. */
  readonly rules?: SourceRules;
}

interface Handling {
  readonly indexes: OpenIndexes;
  readonly plans: LRUCache<string, Plan>;
  readonly tools: ServiceTools;
  readonly rules: SourceRules | undefined;
}

const maxViolations = 50;
const maxPlans = 64;
const maxTreeLines = 3000;
const Entries = z.array(PlanEntry);
/** Characters of JSON that the entries in one message may take: a quarter of a message. */
const PART_SIZE = 250_000;

const accepts = pickMessages(
  messages,
  "graph.survey",
  "graph.check_plan",
  "graph.read_plan",
  "graph.describe",
  "graph.read",
  "graph.check_thought",
);
const sends = pickMessages(
  messages,
  "graph.surveyed",
  "graph.plan_checked",
  "graph.plan_read",
  "graph.described",
  "graph.content",
  "graph.refused",
  "graph.thought_checked",
);

type Request = RequestOf<typeof accepts>;
type Reply = ReplyOf<typeof sends>;

/** The `graph` role: the only source of structure and of file text. */
export function graphService(options: GraphServiceOptions = {}): ServiceDefinition {
  const pool = createParserPool(options.threads ?? 2);
  const indexes = openIndexes(pool, options.maxBytes ?? 256 << 20, options.cache);
  const plans = new LRUCache<string, Plan>({ max: maxPlans });
  return defineService({
    role: "graph",
    accepts,
    sends,
    concurrency: 8,
    // Bounded by the limits of a repository.
    timeout: Infinity,
    handle: (request, tools) => handle(request, { indexes, plans, tools, rules: options.rules }),
    close: () => pool.close(),
  });
}

function handle({ kind, body }: Request, handling: Handling): Promise<Reply> {
  switch (kind) {
    case "graph.survey":
      return survey(body, handling);
    case "graph.check_plan":
      return planChecked(body, handling);
    case "graph.read_plan":
      return planRead(body, handling);
    case "graph.describe":
      return described(body, handling);
    case "graph.read":
      return read(body, handling);
    case "graph.check_thought":
      return thoughtChecked(body, handling);
  }
}

async function survey(
  { source, limits }: Body<"graph.survey">,
  { indexes, tools, rules }: Handling,
): Promise<Reply> {
  const { blobs, signal } = tools;
  const taken = await takeSnapshot(source, limits, tools, rules);
  // Packing and hashing a large snapshot are long steps: signals get their turn between them.
  const { bytes } = taken;
  await setImmediate();
  const snapshot = await blobs.put(bytes);
  const index = await indexes.get(snapshot, () => Promise.resolve(bytes), signal);
  const body: Body<"graph.surveyed"> = {
    snapshot,
    repository: index.repository,
    included: taken.included,
    excluded: taken.excluded,
    facts: await blobs.shareJson(await repositoryFacts(index)),
    tree: await blobs.shareText(treeText(index.manifest, { maxLines: maxTreeLines })),
    order: await blobs.putJson(graphPlan(index)),
  };
  return { kind: "graph.surveyed", body };
}

async function planChecked(body: Body<"graph.check_plan">, handling: Handling): Promise<Reply> {
  const { blobs } = handling.tools;
  const index = await indexOf(body.snapshot, handling);
  const given = Array.isArray(body.entries)
    ? body.entries
    : Entries.parse(await blobs.getJson(body.entries));
  const { violations, entries } = checkPlan(index, given);
  const part = partOf(entries, 0);
  const reply: Body<"graph.plan_checked"> = {
    violations: violations.slice(0, maxViolations),
    more: Math.max(0, violations.length - maxViolations),
    plan: await blobs.putJson(entries),
    entries: part,
    ...(part.length < entries.length ? { total: entries.length } : {}),
  };
  return { kind: "graph.plan_checked", body: reply };
}

async function planRead(
  { plan, from }: Body<"graph.read_plan">,
  { tools }: Handling,
): Promise<Reply> {
  const entries = Entries.parse(await tools.blobs.getJson(plan));
  if (from >= entries.length) {
    const detail = `the plan has ${entries.length} entries, and none at ${from}`;
    throw new HindcastError("MESSAGE_INVALID", detail);
  }
  const body: Body<"graph.plan_read"> = { from, entries: partOf(entries, from) };
  return { kind: "graph.plan_read", body };
}

/** The entries from a position on that fit into one message. */
function partOf(entries: readonly PlanEntry[], from: number): PlanEntry[] {
  let size = 0;
  let end = from;
  for (; end < entries.length; end += 1) {
    size += JSON.stringify(entries[end]).length + 1;
    if (size > PART_SIZE && end > from) break;
  }
  return entries.slice(from, end);
}

async function described(body: Body<"graph.describe">, handling: Handling): Promise<Reply> {
  const { blobs } = handling.tools;
  const index = await indexOf(body.snapshot, handling);
  const description = describe(index, await planAt(body.plan, handling), body.path);
  if (description === undefined) {
    throw new HindcastError("MESSAGE_INVALID", `${body.path} is no included file of the snapshot`);
  }
  const reply: Body<"graph.described"> = {
    outline: await blobs.shareText(description.outline),
    facts: await blobs.shareJson(
      body.sight === "blind" ? withoutBodies(description.facts) : description.facts,
    ),
    readable: description.readable,
    target: await blobs.shareText(description.target),
  };
  return { kind: "graph.described", body: reply };
}

async function read(body: Body<"graph.read">, handling: Handling): Promise<Reply> {
  const index = await indexOf(body.snapshot, handling);
  const result = checkRead(index, await planAt(body.plan, handling), body.reader, body.path);
  if ("violation" in result) {
    const refused: Body<"graph.refused"> = { violation: result.violation };
    return { kind: "graph.refused", body: refused };
  }
  const content: Body<"graph.content"> = {
    text: await handling.tools.blobs.shareText(result.text),
  };
  return { kind: "graph.content", body: content };
}

async function thoughtChecked(
  body: Body<"graph.check_thought">,
  handling: Handling,
): Promise<Reply> {
  const index = await indexOf(body.snapshot, handling);
  const text = await handling.tools.blobs.getText(body.text);
  await collectNames(index);
  const { violations, names, grounded } = checkThought(index, body.path, text);
  const reply: Body<"graph.thought_checked"> = {
    violations: violations.slice(0, maxViolations),
    names,
    grounded,
  };
  return { kind: "graph.thought_checked", body: reply };
}

function indexOf(snapshot: BlobRef, { indexes, tools }: Handling): ReturnType<OpenIndexes["get"]> {
  return indexes.get(snapshot, () => tools.blobs.get(snapshot), tools.signal);
}

async function planAt(ref: BlobRef, { plans, tools }: Handling): Promise<Plan> {
  const known = plans.get(ref.sha256);
  if (known !== undefined) return known;
  const entries = Entries.parse(await tools.blobs.getJson(ref));
  const plan = planOf(entries.map((entry) => entry.path));
  plans.set(ref.sha256, plan);
  return plan;
}
