import * as z from "zod";
import {
  FileFacts,
  HindcastError,
  PlanEntry,
  RepositoryFacts,
  problemOf,
  type AskRequest,
  type BlobRef,
  type Body,
  type FileContext,
  type PlanRequest,
  type RequirementsRequest,
  type RewriteRequest,
  type Thought,
  type ThoughtRequest,
  type ThoughtText,
} from "../../protocols/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";

/** An order of files: entries, or bare paths, on their own or under `entries`. */
const Order = z.union([
  z.array(z.union([PlanEntry, z.string().min(1)])),
  z.object({ entries: z.array(PlanEntry) }),
]);

/**
 * The functions below fetch what a body refers to. They throw BLOB_MISSING for a blob that is not
 * there and MESSAGE_INVALID for one that holds something else.
 */
export async function resolveRequirements(
  body: Body<"author.requirements">,
  blobs: BlobAccess,
): Promise<RequirementsRequest> {
  return {
    kind: "requirements",
    facts: await valueOf(RepositoryFacts, body.facts, blobs, "the repository's facts"),
    tree: await blobs.getText(body.tree),
    seed: body.seed,
  };
}

export async function resolvePlan(
  body: Body<"author.plan">,
  blobs: BlobAccess,
): Promise<PlanRequest> {
  return {
    kind: "plan",
    facts: await valueOf(RepositoryFacts, body.facts, blobs, "the repository's facts"),
    tree: await blobs.getText(body.tree),
    requirements: await blobs.getText(body.requirements),
    order: await readOrder(body.order, blobs),
    violations: body.violations,
    ...(body.previous === undefined
      ? {}
      : { previous: await valueOf(z.array(PlanEntry), body.previous, blobs, "the plan before") }),
    seed: body.seed,
  };
}

export async function resolveThought(
  body: Body<"author.thought">,
  blobs: BlobAccess,
): Promise<ThoughtRequest> {
  return {
    kind: "thought",
    file: await fileContext(body, blobs),
    purpose: body.purpose,
    earlier: await texts(body.earlier, blobs),
    violations: body.violations,
    ...(body.sample === undefined ? {} : { sample: body.sample }),
    seed: body.seed,
  };
}

export async function resolveAsk(body: Body<"author.ask">, blobs: BlobAccess): Promise<AskRequest> {
  const parts = Array.isArray(body.user) ? body.user : [body.user];
  const system = await blobs.getText(body.system);
  const user = (await Promise.all(parts.map((part) => blobs.getText(part)))).join("");
  const { seed, max_tokens: maxTokens } = body;
  return { kind: "ask", system, user, seed, ...(maxTokens === undefined ? {} : { maxTokens }) };
}

export async function resolveRewrite(
  body: Body<"author.rewrite">,
  blobs: BlobAccess,
): Promise<RewriteRequest> {
  if (body.index >= body.thoughts.length) {
    throw new HindcastError(
      "MESSAGE_INVALID",
      `author.rewrite of ${body.path}: there is no thought ${body.index}`,
    );
  }
  return {
    kind: "rewrite",
    file: await fileContext(body, blobs),
    thoughts: await texts(body.thoughts, blobs),
    index: body.index,
    proposer: body.proposer,
    ...(body.target === undefined ? {} : { target: await blobs.getText(body.target) }),
    ...(body.surprises === undefined ? {} : { surprises: body.surprises }),
    number: body.number,
    seed: body.seed,
  };
}

async function fileContext(
  body: Body<"author.thought"> | Body<"author.rewrite">,
  blobs: BlobAccess,
): Promise<FileContext> {
  const reads = body.reads.map(async ({ path, text }) => ({
    path,
    text: await blobs.getText(text),
  }));
  return {
    path: body.path,
    requirements: await blobs.getText(body.requirements),
    purposeOfFile: body.purpose_of_file,
    outline: await blobs.getText(body.outline),
    facts: await valueOf(FileFacts, body.facts, blobs, `the facts of ${body.path}`),
    reads: await Promise.all(reads),
  };
}

function texts(thoughts: readonly Thought[], blobs: BlobAccess): Promise<ThoughtText[]> {
  return Promise.all(
    thoughts.map(async ({ purpose, text }) => ({ purpose, text: await blobs.getText(text) })),
  );
}

async function readOrder(ref: BlobRef, blobs: BlobAccess): Promise<PlanEntry[]> {
  const order = parse(Order, await blobs.getJson(ref), "the order of files");
  const entries = Array.isArray(order) ? order : order.entries;
  return entries.map((entry) => (typeof entry === "string" ? { path: entry, purpose: "" } : entry));
}

async function valueOf<T>(
  schema: z.ZodType<T>,
  value: T | BlobRef,
  blobs: BlobAccess,
  what: string,
): Promise<T> {
  if (!isBlobRef(value)) return value;
  return parse(schema, await blobs.getJson(value), what);
}

function isBlobRef(value: unknown): value is BlobRef {
  return typeof value === "object" && value !== null && "sha256" in value;
}

function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HindcastError("MESSAGE_INVALID", `${what}: ${problemOf(parsed.error)}`);
}
